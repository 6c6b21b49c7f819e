using System.Security.Cryptography;
using System.Text;

namespace ZaloBot.Emulator;

/// <summary>
/// The OA, people, groups and everything said: the platform's state. Thread-safe; what it returns are snapshots.
/// Changing it here happens in silence, as while an app is down; use <see cref="Acts"/> for things that send events.
/// </summary>
public sealed class World
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Person> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ChatGroup> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Asset> _assets = new(StringComparer.Ordinal);
    private OfficialAccount _oa;
    private long _ids;
    private long _lastStamp;

    /// <summary>A world of nobody but the OA.</summary>
    /// <param name="oa">The Official Account.</param>
    public World(OfficialAccount oa) => _oa = oa;

    /// <summary>Raised after people, groups, assets or the OA changed; not for messages and notices, which have journals.</summary>
    public event EventHandler? Changed;

    /// <summary>Everything said, in groups and in private, oldest first.</summary>
    public Journal<WorldMessage> Messages { get; } = new(capacity: 100_000);

    /// <summary>What the chat page tells besides messages.</summary>
    public Journal<Notice> Notices { get; } = new(capacity: 20_000);

    /// <summary>The Official Account.</summary>
    public OfficialAccount Oa
    {
        get => Do(() => _oa);
        set
        {
            Do(() => _oa = value);
            Changed?.Invoke(this, EventArgs.Empty);
        }
    }

    /// <summary>Everybody, by id.</summary>
    public IReadOnlyList<Person> People => Do(() => _people.Values.OrderBy(person => person.Id, StringComparer.Ordinal).ToList());

    /// <summary>The groups of the OA, by id.</summary>
    public IReadOnlyList<ChatGroup> Groups => Do(() => _groups.Values.OrderBy(group => group.Id, StringComparer.Ordinal).ToList());

    /// <summary>The paid units, by id.</summary>
    public IReadOnlyList<Asset> Assets => Do(() => _assets.Values.OrderBy(asset => asset.Id, StringComparer.Ordinal).ToList());

    /// <summary>One person.</summary>
    /// <exception cref="KeyNotFoundException">Nobody has this id.</exception>
    public Person Person(string id) => FindPerson(id) ?? throw new KeyNotFoundException($"Nobody has the id {id}.");

    /// <summary>One group.</summary>
    /// <exception cref="KeyNotFoundException">No group has this id.</exception>
    public ChatGroup Group(string id) => FindGroup(id) ?? throw new KeyNotFoundException($"No group has the id {id}.");

    /// <summary>One person, or null.</summary>
    public Person? FindPerson(string id) => Do(() => _people.GetValueOrDefault(id));

    /// <summary>One group, or null.</summary>
    public ChatGroup? FindGroup(string id) => Do(() => _groups.GetValueOrDefault(id));

    /// <summary>Adds or replaces a person, in silence.</summary>
    public void Set(Person person) => Change(() => _people[person.Id] = person);

    /// <summary>Adds or replaces a group, in silence.</summary>
    public void Set(ChatGroup group) => Change(() => _groups[group.Id] = group);

    /// <summary>Adds or replaces an asset, in silence.</summary>
    public void Set(Asset asset) => Change(() => _assets[asset.Id] = asset);

    /// <summary>Forgets a group, in silence; its asset is free again.</summary>
    public void RemoveGroup(string id) => Change(() =>
    {
        if (_groups.Remove(id, out var group) && _assets.TryGetValue(group.AssetId, out var asset))
        {
            _assets[asset.Id] = asset with { UsedBy = "" };
        }

        return true;
    });

    /// <summary>What was said in a group, oldest first.</summary>
    public IReadOnlyList<WorldMessage> MessagesIn(string groupId) => [.. Messages.All.Where(message => message.GroupId == groupId)];

    /// <summary>What a person and the OA wrote to each other, oldest first.</summary>
    public IReadOnlyList<WorldMessage> PrivateMessagesWith(string userId) => [.. Messages.All.Where(message => message.UserId == userId)];

    /// <summary>Whether the group is disabled, by hand or because its asset ran out (fact sheet 1.1).</summary>
    /// <param name="group">The group.</param>
    /// <param name="now">The time by the emulator's clock.</param>
    public bool IsDisabled(ChatGroup group, DateTimeOffset now) =>
        group.IsDisabled || (FindAsset(group.AssetId) is { } asset && asset.ValidThrough < VietNam.Today(now));

    /// <summary>One asset, or null.</summary>
    public Asset? FindAsset(string id) => Do(() => _assets.GetValueOrDefault(id));

    /// <summary>Most people in a group, the OA included.</summary>
    internal int MostMembers(ChatGroup group) => FindAsset(group.AssetId)?.MostMembers ?? 100;

    /// <summary>The first message that matches, already written or still to come.</summary>
    /// <param name="predicate">What to look for.</param>
    /// <param name="timeout">Real time to wait; 20 s when left out.</param>
    /// <param name="skip">Messages to overlook: take <c>Messages.Count</c> beforehand to wait for a new one.</param>
    /// <exception cref="TimeoutException">None came in time; the message tells what was said last.</exception>
    public Task<WorldMessage> WaitForMessageAsync(Func<WorldMessage, bool> predicate, TimeSpan? timeout = null, int skip = 0) =>
        Messages.WaitForAsync(predicate, timeout, skip);

    /// <summary>Looks and changes as one step: nobody sees the world in between.</summary>
    internal T Do<T>(Func<T> step)
    {
        lock (_gate)
        {
            return step();
        }
    }

    /// <summary>
    /// The time as the platform stamps it. Never twice the same: lifecycle events have no id, so two alike in one
    /// millisecond of a stopped clock could not be told from one delivered twice.
    /// </summary>
    internal DateTimeOffset Stamp(TimeProvider clock) => Do(() =>
    {
        _lastStamp = Math.Max(_lastStamp + 1, clock.GetUtcNow().ToUnixTimeMilliseconds());
        return DateTimeOffset.FromUnixTimeMilliseconds(_lastStamp);
    });

    /// <summary>An opaque id of 20 hex digits, never twice the same in one world.</summary>
    internal string NewId() =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{_oa.Id}/{Interlocked.Increment(ref _ids)}")).AsSpan(0, 10));

    private void Change<T>(Func<T> step)
    {
        Do(step);
        Changed?.Invoke(this, EventArgs.Empty);
    }
}
