using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ZaloBot.Zalo.Json;
using ZaloBot.Zalo.Pacing;

namespace ZaloBot.Zalo.Api;

public sealed partial class ZaloClient
{
    // 1,000 members are twenty pages; a list that goes on for ten times that is not a list.
    private const int MostPages = 200;

    private volatile int _pageSize = PageSize;

    /// <summary>One group with asset and settings.</summary>
    public Task<ZaloResult<Group>> GetGroupAsync(string groupId, CallPriority priority = CallPriority.Routine, CancellationToken cancellationToken = default) =>
        AnswerReader.ReadAsync(groups.GetAsync(groupId, priority, cancellationToken), ReadGroup);

    /// <summary>Every group the OA made.</summary>
    public Task<ZaloResult<Listing<GroupInfo>>> ListGroupsAsync(CallPriority priority = CallPriority.Routine, CancellationToken cancellationToken = default) =>
        ListAsync((offset, count) => AnswerReader.ReadAsync(groups.ListAsync(offset, count, priority, cancellationToken), ReadGroups), group => group.GroupId);

    /// <summary>Every member of a group, the OA itself among them (<see cref="GroupMember.OaId"/>).</summary>
    public Task<ZaloResult<Listing<GroupMember>>> ListMembersAsync(string groupId, CallPriority priority = CallPriority.Routine, CancellationToken cancellationToken = default) =>
        ListAsync((offset, count) => AnswerReader.ReadAsync(groups.ListMembersAsync(groupId, offset, count, priority, cancellationToken), ReadMembers), Id);

    /// <summary>Everybody waiting for approval.</summary>
    public Task<ZaloResult<Listing<GroupMember>>> ListPendingAsync(string groupId, CallPriority priority = CallPriority.Routine, CancellationToken cancellationToken = default) =>
        ListAsync((offset, count) => AnswerReader.ReadAsync(groups.ListPendingAsync(groupId, offset, count, priority, cancellationToken), ReadMembers), Id, mayBeEmpty: true);

    /// <summary>Creates a group.</summary>
    public Task<ZaloResult<GroupInfo>> CreateGroupAsync(NewGroup group, CallPriority priority = CallPriority.Urgent, CancellationToken cancellationToken = default) =>
        AnswerReader.ReadAsync(groups.CreateAsync(group, priority, cancellationToken), data => data.Deserialize(ZaloJson.Default.GroupInfo));

    /// <summary>Changes a group; start from <see cref="GroupUpdate.From"/>.</summary>
    public Task<ZaloResult<Group>> UpdateGroupAsync(string groupId, GroupUpdate update, CallPriority priority = CallPriority.Urgent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        var request = new GroupUpdateRequest
        {
            GroupId = groupId,
            GroupName = update.GroupName,
            GroupAvatar = update.GroupAvatar,
            GroupDescription = update.GroupDescription,
            LockSendMsg = update.LockSendMsg,
            JoinAppr = update.JoinAppr,
            EnableMsgHistory = update.EnableMsgHistory,
            EnableLinkJoin = update.EnableLinkJoin,
        };
        return AnswerReader.ReadAsync(groups.UpdateAsync(request, priority, cancellationToken), ReadGroup);
    }

    /// <summary>Binds a group to another asset, to renew or to grow it.</summary>
    public Task<ZaloResult<Group>> UpdateGroupAssetAsync(string groupId, string assetId, CallPriority priority = CallPriority.Urgent, CancellationToken cancellationToken = default) =>
        AnswerReader.ReadAsync(groups.UpdateAssetAsync(new GroupAssetRequest(groupId, assetId), priority, cancellationToken), ReadGroup);

    /// <summary>Dissolves a group for good.</summary>
    public Task<ZaloResult<Done>> DissolveGroupAsync(string groupId, CallPriority priority = CallPriority.Urgent, CancellationToken cancellationToken = default) =>
        AnswerReader.ReadAsync(groups.DissolveAsync(new GroupRequest(groupId), priority, cancellationToken));

    /// <summary>Removes members. The answer does not say for whom it worked: verify by list or event.</summary>
    public Task<ZaloResult<Done>> RemoveMembersAsync(string groupId, IReadOnlyList<string> userIds, CallPriority priority = CallPriority.Urgent, CancellationToken cancellationToken = default) =>
        AnswerReader.ReadAsync(groups.RemoveMembersAsync(new GroupPeopleRequest(groupId, userIds), priority, cancellationToken));

    /// <summary>Invites people who follow the OA or interacted within seven days.</summary>
    public Task<ZaloResult<Done>> InviteAsync(string groupId, IReadOnlyList<string> userIds, CallPriority priority = CallPriority.Urgent, CancellationToken cancellationToken = default) =>
        AnswerReader.ReadAsync(groups.InviteAsync(new GroupPeopleRequest(groupId, userIds), priority, cancellationToken));

    /// <summary>Approves people who wait.</summary>
    public Task<ZaloResult<Done>> AcceptPendingAsync(string groupId, IReadOnlyList<string> userIds, CallPriority priority = CallPriority.Urgent, CancellationToken cancellationToken = default) =>
        AnswerReader.ReadAsync(groups.AcceptPendingAsync(new GroupPeopleRequest(groupId, userIds), priority, cancellationToken));

    /// <summary>Rejects people who wait.</summary>
    public Task<ZaloResult<Done>> RejectPendingAsync(string groupId, IReadOnlyList<string> userIds, CallPriority priority = CallPriority.Urgent, CancellationToken cancellationToken = default) =>
        AnswerReader.ReadAsync(groups.RejectPendingAsync(new GroupPeopleRequest(groupId, userIds), priority, cancellationToken));

    /// <summary>Makes members deputies.</summary>
    public Task<ZaloResult<Done>> AddDeputiesAsync(string groupId, IReadOnlyList<string> userIds, CallPriority priority = CallPriority.Urgent, CancellationToken cancellationToken = default) =>
        AnswerReader.ReadAsync(groups.AddDeputiesAsync(new GroupPeopleRequest(groupId, userIds), priority, cancellationToken));

    /// <summary>Makes deputies plain members.</summary>
    public Task<ZaloResult<Done>> RemoveDeputiesAsync(string groupId, IReadOnlyList<string> userIds, CallPriority priority = CallPriority.Urgent, CancellationToken cancellationToken = default) =>
        AnswerReader.ReadAsync(groups.RemoveDeputiesAsync(new GroupPeopleRequest(groupId, userIds), priority, cancellationToken));

    // What the platform calls a person or the OA; null for a row that names neither, as an account that no longer exists might leave.
    private static string? Id(GroupMember member) => member.UserId ?? (member.OaId is { } oa ? $"oa:{oa}" : null);

    // Documented in three parts; a group may also come flat, as the lists have it.
    private static Group? ReadGroup(JsonElement data)
    {
        var group = AnswerReader.Single(data);
        return group.ValueKind == JsonValueKind.Object && !group.TryGetProperty("group_info", out _) && group.TryGetProperty("group_id", out _)
            ? new Group
            {
                Info = group.Deserialize(ZaloJson.Default.GroupInfo)!,
                Asset = group.Deserialize(ZaloJson.Default.GroupAsset),
                Settings = group.Deserialize(ZaloJson.Default.GroupSettings),
            }
            : group.Deserialize(ZaloJson.Default.Group);
    }

    private static Page<GroupInfo>? ReadGroups(JsonElement data) => Rows(data) is { ValueKind: JsonValueKind.Array } list
        ? new(Read(list, ZaloJson.Default.ListGroupInfo), null, IsList: true)
        : Rows(data).Deserialize(ZaloJson.Default.GroupPage) is { } page ? new([.. (page.Groups ?? []).OfType<GroupInfo>()], page.Total, page.Groups is not null) : null;

    private static Page<GroupMember>? ReadMembers(JsonElement data) => Rows(data) is { ValueKind: JsonValueKind.Array } list
        ? new(Read(list, ZaloJson.Default.ListGroupMember), null, IsList: true)
        : Rows(data).Deserialize(ZaloJson.Default.MemberPage) is { } page ? new([.. (page.Members ?? []).OfType<GroupMember>()], page.Total, page.Members is not null) : null;

    // One level deeper than documented, as the history was seen (fact sheet 5.3).
    private static JsonElement Rows(JsonElement data) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty("data", out var inner) && inner.ValueKind is JsonValueKind.Array or JsonValueKind.Object ? inner : data;

    private static List<T> Read<T>(JsonElement list, JsonTypeInfo<List<T>> type)
        where T : class => [.. (list.Deserialize(type) ?? []).OfType<T>()];

    private async Task<ZaloResult<Listing<T>>> ListAsync<T>(Func<int, int, Task<ZaloResult<Page<T>>>> read, Func<T, string?> id, bool mayBeEmpty = false)
    {
        var items = new Dictionary<string, T>(StringComparer.Ordinal);
        int? total = null;
        var nameless = 0;
        var cameToItsEnd = false;
        for (int pages = 0, offset = 0; pages < MostPages; pages++)
        {
            var page = offset == 0 ? await ReadFirstAsync(read) : await read(offset, _pageSize);
            if (!page.IsOk)
            {
                return page.Error;
            }

            total = page.Value.Total ?? total;
            offset += page.Value.Items.Count;
            var known = items.Count + nameless;
            foreach (var item in page.Value.Items)
            {
                if (id(item) is { } key)
                {
                    items[key] = item;
                }
                else
                {
                    nameless++;
                }
            }

            // Without a total only an empty page tells the end: how large a page the platform gives is not documented. One that
            // brings nothing new tells only that the platform turns in circles.
            var isEmpty = page.Value.Items.Count == 0;
            cameToItsEnd = isEmpty && page.Value.IsList && (offset > 0 || mayBeEmpty);
            if (isEmpty || offset >= total || (total is null && items.Count + nameless == known))
            {
                break;
            }
        }

        return new Listing<T>([.. items.Values], total, IsWhole: total is null ? cameToItsEnd : items.Count + nameless >= total);
    }

    // The largest page is not documented: what is refused as too large is asked for in smaller pages, then and from then on.
    private async Task<ZaloResult<Page<T>>> ReadFirstAsync<T>(Func<int, int, Task<ZaloResult<Page<T>>>> read)
    {
        while (true)
        {
            var size = _pageSize;
            var page = await read(0, size);
            if (page.IsOk || !IsTooLarge(page.Error) || SmallerThan(size) is not { } smaller)
            {
                return page;
            }

            _pageSize = smaller;
        }
    }

    private static bool IsTooLarge(ZaloError error) => error.Meaning == ErrorMeaning.LimitExceeded
        || (error.Meaning == ErrorMeaning.InvalidField && error.Message.Contains("count", StringComparison.OrdinalIgnoreCase));

    private static int? SmallerThan(int size) => size switch { > 20 => 20, > 10 => 10, > 5 => 5, _ => null };

    /// <param name="Items">The rows.</param>
    /// <param name="Total">How many there are in all, if the platform says so.</param>
    /// <param name="IsList">There was a list, be it an empty one.</param>
    private sealed record Page<T>(IReadOnlyList<T> Items, int? Total, bool IsList);
}
