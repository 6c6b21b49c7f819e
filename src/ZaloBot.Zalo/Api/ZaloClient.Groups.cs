using System.Text.Json;
using ZaloBot.Zalo.Json;
using ZaloBot.Zalo.Pacing;

namespace ZaloBot.Zalo.Api;

public sealed partial class ZaloClient
{
    // 1,000 members are twenty pages; a list that goes on for ten times that is not a list.
    private const int MostPages = 200;

    /// <summary>One group with asset and settings.</summary>
    public Task<ZaloResult<Group>> GetGroupAsync(string groupId, CallPriority priority = CallPriority.Routine, CancellationToken cancellationToken = default) =>
        AnswerReader.ReadAsync(groups.GetAsync(groupId, priority, cancellationToken), data => data.Deserialize(ZaloJson.Default.Group));

    /// <summary>Every group the OA made.</summary>
    public Task<ZaloResult<Listing<GroupInfo>>> ListGroupsAsync(CallPriority priority = CallPriority.Routine, CancellationToken cancellationToken = default) =>
        ListAsync(offset => AnswerReader.ReadAsync(groups.ListAsync(offset, PageSize, priority, cancellationToken), ReadGroups), group => group.GroupId);

    /// <summary>Every member of a group, the OA itself among them (<see cref="GroupMember.OaId"/>).</summary>
    public Task<ZaloResult<Listing<GroupMember>>> ListMembersAsync(string groupId, CallPriority priority = CallPriority.Routine, CancellationToken cancellationToken = default) =>
        ListAsync(offset => AnswerReader.ReadAsync(groups.ListMembersAsync(groupId, offset, PageSize, priority, cancellationToken), ReadMembers), Id);

    /// <summary>Everybody waiting for approval.</summary>
    public Task<ZaloResult<Listing<GroupMember>>> ListPendingAsync(string groupId, CallPriority priority = CallPriority.Routine, CancellationToken cancellationToken = default) =>
        ListAsync(offset => AnswerReader.ReadAsync(groups.ListPendingAsync(groupId, offset, PageSize, priority, cancellationToken), ReadMembers), Id);

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
        return AnswerReader.ReadAsync(groups.UpdateAsync(request, priority, cancellationToken), data => data.Deserialize(ZaloJson.Default.Group));
    }

    /// <summary>Binds a group to another asset, to renew or to grow it.</summary>
    public Task<ZaloResult<Group>> UpdateGroupAssetAsync(string groupId, string assetId, CallPriority priority = CallPriority.Urgent, CancellationToken cancellationToken = default) =>
        AnswerReader.ReadAsync(groups.UpdateAssetAsync(new GroupAssetRequest(groupId, assetId), priority, cancellationToken), data => data.Deserialize(ZaloJson.Default.Group));

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

    private static string Id(GroupMember member) => member.UserId ?? $"oa:{member.OaId}";

    private static Page<GroupInfo>? ReadGroups(JsonElement data) => data.ValueKind == JsonValueKind.Array
        ? new(data.Deserialize(ZaloJson.Default.ListGroupInfo) ?? [], null)
        : data.Deserialize(ZaloJson.Default.GroupPage) is { } page ? new(page.Groups ?? [], page.Total) : null;

    private static Page<GroupMember>? ReadMembers(JsonElement data) => data.ValueKind == JsonValueKind.Array
        ? new(data.Deserialize(ZaloJson.Default.ListGroupMember) ?? [], null)
        : data.Deserialize(ZaloJson.Default.MemberPage) is { } page ? new(page.Members ?? [], page.Total) : null;

    private static async Task<ZaloResult<Listing<T>>> ListAsync<T>(Func<int, Task<ZaloResult<Page<T>>>> read, Func<T, string> id)
    {
        var items = new Dictionary<string, T>(StringComparer.Ordinal);
        int? total = null;
        for (int pages = 0, offset = 0; pages < MostPages; pages++)
        {
            var page = await read(offset);
            if (!page.IsOk)
            {
                return page.Error;
            }

            total = page.Value.Total ?? total;
            offset += page.Value.Items.Count;
            foreach (var item in page.Value.Items)
            {
                items[id(item)] = item;
            }

            if (page.Value.Items.Count == 0 || offset >= (total ?? int.MaxValue) || (total is null && page.Value.Items.Count < PageSize))
            {
                break;
            }
        }

        return new Listing<T>([.. items.Values], total, IsWhole: items.Count >= total);
    }

    private sealed record Page<T>(IReadOnlyList<T> Items, int? Total);
}
