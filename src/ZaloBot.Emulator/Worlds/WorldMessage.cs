namespace ZaloBot.Emulator;

/// <summary>Something said in a group or in the private chat of a person with the OA.</summary>
public sealed record WorldMessage
{
    /// <summary>20 hex digits; <c>msg_id</c> in events, <c>message_id</c> in calls.</summary>
    public required string Id { get; init; }

    /// <summary>The group; null in a private chat.</summary>
    public string? GroupId { get; init; }

    /// <summary>The person the OA talks with; null in a group.</summary>
    public string? UserId { get; init; }

    /// <summary>Who wrote: a person's id or the OA's.</summary>
    public required string SenderId { get; init; }

    /// <summary>Written by the OA: by API, or by an administrator in the OA's chat tool (<see cref="AdminId"/>).</summary>
    public bool IsFromOa { get; init; }

    /// <summary>The administrator who wrote for the OA by hand.</summary>
    public string? AdminId { get; init; }

    /// <summary>What was sent.</summary>
    public required Content Content { get; init; }

    /// <summary>The message replied to.</summary>
    public string? QuotedMessageId { get; init; }

    /// <summary>By the emulator's clock.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>The text, or the caption; null without one.</summary>
    public string? Text => Content.Text;
}

/// <summary>A line of the chat page that is no message: who came, left, was promoted.</summary>
/// <param name="GroupId">Where; null for something private.</param>
/// <param name="UserId">About whom, when it is private.</param>
/// <param name="At">When.</param>
/// <param name="Text">A Vietnamese sentence.</param>
public sealed record Notice(string? GroupId, string? UserId, DateTimeOffset At, string Text);
