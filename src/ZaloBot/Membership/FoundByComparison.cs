using System.Text.Json;
using System.Text.Json.Nodes;
using ZaloBot.Storage;
using ZaloBot.Webhooks;
using ZaloBot.Zalo.Api;
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
            await TellAsync(groupId, eventName, seenAt, new JsonObject
            {
                ["group_id"] = groupId,
                ["users"] = new JsonArray([.. some.Select(userId => (JsonNode)new JsonObject { ["id"] = userId })]),
            });
        }
    }

    /// <summary>Puts in the lane a message that was found in the group's history.</summary>
    public Task TellMessageAsync(string groupId, HistoryMessage message) => TellAsync(groupId, $"user_send_group_{NameOf(message.Kind)}", message.SentAt, new JsonObject
    {
        ["sender"] = new JsonObject { ["id"] = message.FromId },
        ["recipient"] = new JsonObject { ["id"] = groupId },
        ["message"] = new JsonObject
        {
            ["msg_id"] = message.MessageId,
            ["text"] = message.Text,
            ["attachments"] = new JsonArray([.. message.Links.Select(link => (JsonNode)new JsonObject { ["type"] = "link", ["payload"] = new JsonObject { ["url"] = link } })]),
        },
    });

    private static string NameOf(MessageKind kind) => kind switch
    {
        MessageKind.BusinessCard => "business_card",
        MessageKind.Other => "text",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private Task TellAsync(string groupId, string eventName, DateTimeOffset sentAt, JsonObject body)
    {
        body["event_name"] = eventName;
        body["timestamp"] = $"{sentAt.ToUnixTimeMilliseconds()}";
        body[Mark] = true;
        return inbox.KeepAsync(StoreKeys.LaneOf(System.Text.Encoding.UTF8.GetBytes(groupId)), new InboxEntry(time.GetUtcNow(), JsonSerializer.SerializeToUtf8Bytes(body)).ToBytes());
    }
}
