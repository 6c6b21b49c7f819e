using System.Text.Json;
using ZaloBot.Settings;
using ZaloBot.Storage;
using ZaloBot.Words;
using ZaloBot.Zalo.Api;

namespace ZaloBot.Groups;

/// <summary>A group's name, description and switches as last seen; by it a later look shows what was changed.</summary>
public sealed record GroupCopy(string? Name, string? Description, bool? LockSendMsg, bool? JoinAppr, bool? EnableMsgHistory, bool? EnableLinkJoin)
{
    public static GroupCopy Of(Group group) => new(
        group.Info.Name, group.Info.GroupDescription, group.Settings?.LockSendMsg, group.Settings?.JoinAppr, group.Settings?.EnableMsgHistory, group.Settings?.EnableLinkJoin);

    public static async Task<GroupCopy?> ReadAsync(Store store, string groupId) =>
        await store.Database.StringGetAsync(store.Keys.GroupCopy(groupId)) is { IsNull: false } value ? JsonSerializer.Deserialize((byte[])value!, StorageJson.Default.GroupCopy) : null;

    /// <summary>The same group as the settings demand it.</summary>
    public GroupCopy As(GroupOptions wanted) => this with { JoinAppr = wanted.JoinApproval ?? JoinAppr, EnableLinkJoin = wanted.JoinByLink ?? EnableLinkJoin };

    /// <summary>What differs, in words.</summary>
    public IReadOnlyList<string> DifferencesTo(GroupCopy later)
    {
        List<string> found = [];
        Compare("Name", Name, later.Name);
        Compare("Description", Description ?? "", later.Description ?? "");
        Switch("LockSendMsg", LockSendMsg, later.LockSendMsg);
        Switch("JoinAppr", JoinAppr, later.JoinAppr);
        Switch("EnableMsgHistory", EnableMsgHistory, later.EnableMsgHistory);
        Switch("EnableLinkJoin", EnableLinkJoin, later.EnableLinkJoin);
        return found;

        void Compare(string what, string? before, string? after)
        {
            if (before != after && after is not null)
            {
                found.Add(Phrases.Fill($"GroupField.{what}", UserText.Defuse(before, 60), UserText.Defuse(after, 60)));
            }
        }

        void Switch(string what, bool? before, bool? after)
        {
            if (before != after && after is { } now)
            {
                found.Add(Phrases.Get($"GroupField.{what}.{(now ? "On" : "Off")}"));
            }
        }
    }
}
