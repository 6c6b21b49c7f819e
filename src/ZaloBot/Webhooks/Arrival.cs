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
    /// <summary>Reads an entry. Never throws: an entry that nobody can read must not hold up those behind it.</summary>
    public static Arrival Read(byte[] bytes, string appId, TimeProvider time)
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
            : reading.Event.AppId.Length > 0 && reading.Event.AppId != appId ? Unusable(entry, reading.Name, "The event is signed for another app than Zalo:AppId.")
            : new Arrival(entry, reading.Event, reading.Name, EventIdentity.Of(reading.Event), "");
    }

    private static Arrival Unusable(InboxEntry entry, string name, string problem) => new(entry, null, name, "", problem);
}
