using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using StackExchange.Redis;
using ZaloBot.Learning;
using ZaloBot.Membership;
using ZaloBot.Moderation;
using ZaloBot.Storage;

namespace ZaloBot.Webhooks;

/// <summary>
/// What one batch of events reads and changes of the store's memory. Each thing is read once; what changed is written in the
/// batch's commit. Only the holder of the lane's lease can commit, so nobody else changes it in between.
/// </summary>
public sealed class LaneMemory(Store store, TimeSpan contextLifetime)
{
    private readonly Dictionary<RedisKey, RedisValue> _recalled = [];
    private readonly Dictionary<string, GroupMemory> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Group, string User), LadderState?> _ladder = [];
    private readonly Dictionary<(string Group, string User), MemberState?> _members = [];
    private readonly Dictionary<(string Group, string User), (MemberPace Pace, TimeSpan Life)> _paces = [];
    private Lessons? _lessons;
    private readonly HashSet<string> _changedGroups = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Key, string Field), (RedisValue Value, bool IsChanged)> _fields = [];

    /// <summary>Asks in one question for what the batch is known to need; whatever else it turns out to need is asked for then.</summary>
    /// <param name="keys">Of values that are strings.</param>
    public async Task RecallAsync(IReadOnlyCollection<RedisKey> keys)
    {
        RedisKey[] asked = [.. keys.Distinct()];
        var values = await store.Database.StringGetAsync(asked);
        for (var i = 0; i < asked.Length; i++)
        {
            _recalled[asked[i]] = values[i];
        }
    }

    /// <summary>What the store held under one of the recalled keys.</summary>
    public RedisValue Recalled(RedisKey key) => _recalled[key];

    public async Task<GroupMemory> GroupAsync(string groupId)
    {
        if (!_groups.TryGetValue(groupId, out var memory))
        {
            memory = Read(await ValueAsync(store.Keys.GroupMemory(groupId)), StorageJson.Default.GroupMemory) ?? new GroupMemory();
            _groups.Add(groupId, memory);
        }

        return memory;
    }

    public void GroupChanged(string groupId) => _changedGroups.Add(groupId);

    /// <summary>What leaders have answered, as it was when the batch first asked.</summary>
    public async Task<Lessons> LessonsAsync(LessonBook book) => _lessons ??= await book.AsOfAsync(await ValueAsync(store.Keys.LessonsVersion));

    /// <summary>How fast a member writes, to be counted on; kept for <paramref name="life"/>.</summary>
    public async Task<MemberPace> PaceAsync(string groupId, string userId, TimeSpan life)
    {
        if (!_paces.TryGetValue((groupId, userId), out var known))
        {
            known = (Read(await ValueAsync(store.Keys.MemberPace(groupId, userId)), StorageJson.Default.MemberPace) ?? new MemberPace(), life);
            _paces.Add((groupId, userId), known);
        }

        return known.Pace;
    }

    public async Task<LadderState?> LadderAsync(string groupId, string userId)
    {
        if (!_ladder.TryGetValue((groupId, userId), out var state))
        {
            state = Read(await store.Database.StringGetAsync(store.Keys.Ladder(groupId, userId)), StorageJson.Default.LadderState);
            _ladder.Add((groupId, userId), state);
        }

        return state;
    }

    /// <summary>Puts a person on a step of the ladder; the store forgets it after <paramref name="fadeAfter"/>.</summary>
    public void SetLadder(Changes changes, string groupId, string userId, LadderState state, TimeSpan fadeAfter)
    {
        _ladder[(groupId, userId)] = state;
        var value = Write(state, StorageJson.Default.LadderState);
        changes.Add(transaction => transaction.StringSetAsync(store.Keys.Ladder(groupId, userId), value, fadeAfter, When.Always));
    }

    public async Task<MemberState?> MemberAsync(string groupId, string userId)
    {
        if (!_members.TryGetValue((groupId, userId), out var state))
        {
            state = Read(await store.Database.HashGetAsync(store.Keys.Members(groupId), userId), StorageJson.Default.MemberState);
            _members.Add((groupId, userId), state);
        }

        return state;
    }

    public void SetMember(Changes changes, string groupId, string userId, MemberState state)
    {
        _members[(groupId, userId)] = state;
        var value = Write(state, StorageJson.Default.MemberState);
        changes.Add(transaction => transaction.HashSetAsync(store.Keys.Members(groupId), userId, value));
    }

    /// <summary>A field of a hash that several lanes and the agenda may change.</summary>
    public async Task<RedisValue> FieldAsync(RedisKey key, string field)
    {
        if (!_fields.TryGetValue((key.ToString(), field), out var known))
        {
            known = (await store.Database.HashGetAsync(key, field), IsChanged: false);
            _fields.Add((key.ToString(), field), known);
        }

        return known.Value;
    }

    /// <summary>
    /// Changes such a field, on the condition that it is still as it was read: of two that change it at the same time one comes
    /// through, and the other works again on what the first has left. Null removes it.
    /// </summary>
    public async Task SetFieldAsync(Changes changes, RedisKey key, string field, RedisValue value)
    {
        var before = await FieldAsync(key, field);
        if (!_fields[(key.ToString(), field)].IsChanged)
        {
            changes.Require(before.IsNull ? Condition.HashNotExists(key, field) : Condition.HashEqual(key, field, before));
        }

        _fields[(key.ToString(), field)] = (value, IsChanged: true);
        changes.Add(transaction => value.IsNull ? transaction.HashDeleteAsync(key, field) : transaction.HashSetAsync(key, field, value));
    }

    /// <summary>Adds to the commit every group memory that changed, and every pace.</summary>
    public void Save(Changes changes)
    {
        foreach (var groupId in _changedGroups)
        {
            var value = Write(_groups[groupId], StorageJson.Readable.GroupMemory);
            changes.Add(transaction => transaction.StringSetAsync(store.Keys.GroupMemory(groupId), value, contextLifetime, When.Always));
        }

        foreach (var ((groupId, userId), (pace, life)) in _paces)
        {
            var value = Write(pace, StorageJson.Default.MemberPace);
            changes.Add(transaction => transaction.StringSetAsync(store.Keys.MemberPace(groupId, userId), value, life, When.Always));
        }
    }

    private async Task<RedisValue> ValueAsync(RedisKey key) => _recalled.TryGetValue(key, out var value) ? value : await store.Database.StringGetAsync(key);

    private static T? Read<T>(RedisValue value, JsonTypeInfo<T> type)
        where T : class =>
        value.IsNullOrEmpty ? null : JsonSerializer.Deserialize((byte[])value!, type);

    private static byte[] Write<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);
}
