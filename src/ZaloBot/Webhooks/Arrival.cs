using ZaloBot.Membership;
using ZaloBot.Settings;
using ZaloBot.Zalo.Events;

namespace ZaloBot.Webhooks;

/// <summary>An inbox entry as read: an event of ours, or why it is none.</summary>
/// <param name="Entry">What was received.</param>
/// <param name="Event">The event; null when the entry cannot be used.</param>
/// <param name="Name">The event's name.</param>
/// <param name="Identity">By which a repeated delivery is recognised.</param>
/// <param name="Problem">Why it cannot be used.</param>
internal sealed record Arrival(InboxEntry Entry, ZaloEvent? Event, string Name, string Identity, string Problem)
{
    /// <summary>The platform told it, and its time fits the clock here.</summary>
    public bool ShowsClock { get; private init; }

    /// <summary>Its own time lies further back than repetitions are recognised.</summary>
    public bool IsStale { get; private init; }

    /// <summary>Reads an entry. Never throws: an entry that nobody can read must not hold up those behind it.</summary>
    public static Arrival Read(byte[] bytes, ZaloBotSettings settings, TimeProvider time)
    {
        InboxEntry entry;
        try
        {
            entry = InboxEntry.Parse(bytes);
        }
        catch (FormatException failure)
        {
            return Unusable(new InboxEntry(time.GetUtcNow(), bytes), "?", failure.Message);
        }

        var reading = ZaloEventReader.Read(entry.Body);
        return !reading.IsUsable ? Unusable(entry, reading.Name ?? "?", reading.Problem)

            // Signed with our secret for another app: the webhook keeps it like any other, since refusing would only bring repetitions.
            : reading.Event.AppId.Length > 0 && reading.Event.AppId != settings.Zalo.AppId ? Unusable(entry, reading.Name, "The event is signed for another app than Zalo:AppId.")

            // All OAs of an app share one webhook (fact sheet 2.1).
            : reading.Event.OaId is { Length: > 0 } oa && oa != settings.Zalo.OaId ? Unusable(entry, reading.Name, "The event concerns another Official Account than Zalo:OaId.")
            : Of(entry, reading.Event, settings.Retention.DoneMarks);
    }

    private static Arrival Of(InboxEntry entry, ZaloEvent happened, TimeSpan longest)
    {
        var plausible = EventTime.IsPlausible(happened.SentAt, entry.ReceivedAt, longest);

        // By what it says itself, else a repetition that comes later would be another event.
        return new Arrival(entry, plausible ? happened : happened with { SentAt = entry.ReceivedAt }, happened.Name, EventIdentity.Of(happened), "")
        {
            ShowsClock = plausible && !FoundByComparison.Is(happened),
            IsStale = EventTime.IsStale(happened.SentAt, entry.ReceivedAt, longest),
        };
    }

    private static Arrival Unusable(InboxEntry entry, string name, string problem) => new(entry, null, name, "", problem);
}
