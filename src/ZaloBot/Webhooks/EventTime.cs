namespace ZaloBot.Webhooks;

/// <summary>
/// Whether an event's own time can be one. The platform stamps what it sends (fact sheet 2.4), some examples with digits missing, and
/// repeats it with the same stamp up to two hours later. What cannot be a time is replaced by the moment the event came.
/// </summary>
internal static class EventTime
{
    /// <summary>The platform's clock may be ahead of ours by this much.</summary>
    public static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(10);

    /// <summary>True when an event received then may have been sent at this time.</summary>
    /// <param name="sentAt">What the event says.</param>
    /// <param name="receivedAt">When the webhook took it.</param>
    /// <param name="longest">How late an event may come.</param>
    public static bool IsPlausible(DateTimeOffset sentAt, DateTimeOffset receivedAt, TimeSpan longest) =>
        !IsStale(sentAt, receivedAt, longest) && sentAt <= receivedAt + ClockSlack;

    /// <summary>True when it is older than anything the platform still sends.</summary>
    public static bool IsStale(DateTimeOffset sentAt, DateTimeOffset receivedAt, TimeSpan longest) => receivedAt - sentAt > longest;
}
