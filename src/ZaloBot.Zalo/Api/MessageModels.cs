using System.Collections;
using System.Text.Json.Serialization;
using ZaloBot.Zalo.Events;

namespace ZaloBot.Zalo.Api;

/// <summary>A message the platform took (fact sheet 5.4, 5.5).</summary>
public sealed record SentMessage
{
    /// <summary>Its id, which the history shows too; empty when the platform said no more than that it was sent. Its pages write both <c>message_id</c> and <c>msg_id</c>.</summary>
    public required string MessageId { get; init; }

    /// <summary>Where it went, for a group.</summary>
    public string? GroupId { get; init; }

    /// <summary>To whom, one to one.</summary>
    public string? UserId { get; init; }

    /// <summary>What is left of the free or bought messages; null for groups and when money was charged.</summary>
    public SendQuota? Quota { get; init; }
}

/// <summary>The quota a one-to-one message was taken from.</summary>
public sealed record SendQuota
{
    /// <summary><c>reply</c> is the free window.</summary>
    public string? QuotaType { get; init; }

    /// <summary>Left.</summary>
    public int? Remain { get; init; }

    /// <summary>Of how many.</summary>
    public int? Total { get; init; }
}

/// <summary>One page of a history.</summary>
/// <param name="messages">Those of its rows that could be read.</param>
/// <param name="rows">How many rows it had: by so many the next page begins further on.</param>
public sealed class HistoryPage(IReadOnlyList<HistoryMessage> messages, int rows) : IReadOnlyList<HistoryMessage>
{
    /// <summary>How many rows the platform gave, readable or not.</summary>
    public int Rows => rows;

    /// <inheritdoc/>
    public int Count => messages.Count;

    /// <inheritdoc/>
    public HistoryMessage this[int index] => messages[index];

    /// <inheritdoc/>
    public IEnumerator<HistoryMessage> GetEnumerator() => messages.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>One row of a history (fact sheet 5.3), group or one to one. Names differ from the webhook's for the same things.</summary>
public sealed record HistoryMessage
{
    /// <summary>The same id as in events.</summary>
    public required string MessageId { get; init; }

    /// <summary>The OA wrote it (<c>src</c> 0). Where the platform leaves <c>src</c> out, <see cref="FromId"/> tells.</summary>
    public required bool IsFromOa { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>What it is made of.</summary>
    public required MessageKind Kind { get; init; }

    /// <summary>The platform's word for the kind.</summary>
    public string? Type { get; init; }

    /// <summary>Text or description.</summary>
    public string? Text { get; init; }

    /// <summary>The writer.</summary>
    public string? FromId { get; init; }

    /// <summary>The writer's shown name, which events do not carry.</summary>
    public string? FromDisplayName { get; init; }

    /// <summary>The group; null one to one.</summary>
    public string? GroupId { get; init; }

    /// <summary>The other side, one to one.</summary>
    public string? ToId { get; init; }

    /// <summary>Where the thing itself lies.</summary>
    public string? Url { get; init; }

    /// <summary>A small picture of it.</summary>
    public string? Thumbnail { get; init; }

    /// <summary>Addresses of a link message.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];
}

/// <summary>What may still be sent to one person (<c>quota/message</c>).</summary>
public sealed record UserQuota
{
    /// <summary>Last interaction with the OA; private messages are possible for seven days after it.</summary>
    public DateTimeOffset? LastInteraction { get; init; }

    /// <summary>Free messages of the reply window.</summary>
    [JsonPropertyName("cs_reply")]
    [JsonConverter(typeof(Json.LenientPart<ReplyQuota>))]
    public ReplyQuota? Reply { get; init; }
}

/// <summary>Free messages of the 48 hours after an interaction.</summary>
public sealed record ReplyQuota
{
    /// <summary>Left.</summary>
    public int? Remain { get; init; }

    /// <summary>Of how many.</summary>
    public int? Total { get; init; }
}

/// <summary>Something uploaded, to be sent within days; ids expire (-100) and are not to be kept.</summary>
/// <param name="Id"><c>attachment_id</c> of a picture, <c>token</c> of a document.</param>
public sealed record Upload(string Id);
