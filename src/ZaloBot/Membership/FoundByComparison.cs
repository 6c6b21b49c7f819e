using System.Text.Json;
using System.Text.Json.Nodes;
using ZaloBot.Storage;
using ZaloBot.Webhooks;
using ZaloBot.Zalo.Events;

namespace ZaloBot.Membership;

/// <summary>
/// Facts whose event never came, found by asking the platform. They are put into the group's lane in the form of the event that
/// was missed, dated when they were seen, and so go the one way that all events go, under the same fences.
/// </summary>
public sealed class FoundByComparison(Inbox inbox, TimeProvider time)
{
    private const string Mark = "zalobot_found";

    /// <summary>True when an event was not told by the platform but found.</summary>
    public static bool Is(ZaloEvent happened) => happened.Unmapped.ContainsKey(Mark);

    /// <summary>Puts in the lane that people were found to have joined, left, asked or no longer to wait.</summary>
    /// <param name="eventName">The platform's name of the missed event.</param>
    /// <param name="groupId">The group.</param>
    /// <param name="userIds">The people; nothing happens without any.</param>
    /// <param name="seenAt">When it was asked: what happened later is told by later events.</param>
    public async Task TellAsync(string eventName, string groupId, IReadOnlyCollection<string> userIds, DateTimeOffset seenAt)
    {
        foreach (var some in userIds.Chunk(50))
        {
            var body = new JsonObject
            {
                ["event_name"] = eventName,
                ["group_id"] = groupId,
                ["users"] = new JsonArray([.. some.Select(userId => (JsonNode)new JsonObject { ["id"] = userId })]),
                ["timestamp"] = $"{seenAt.ToUnixTimeMilliseconds()}",
                [Mark] = true,
            };
            await inbox.KeepAsync(StoreKeys.LaneOf(System.Text.Encoding.UTF8.GetBytes(groupId)), new InboxEntry(time.GetUtcNow(), JsonSerializer.SerializeToUtf8Bytes(body)).ToBytes());
        }
    }
}
