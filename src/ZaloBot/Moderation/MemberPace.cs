using ZaloBot.Rules.Flood;

namespace ZaloBot.Moderation;

/// <summary>
/// When one member wrote lately in one group, for the flood rule. Kept by itself and not with the memory of the group: what a message costs would
/// otherwise grow with everybody who writes at the same time.
/// </summary>
public sealed class MemberPace
{
    /// <summary>
    /// So much longer than the rule looks back the store keeps it: events that waited for the bot are counted by when they were sent.
    /// </summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <summary>The messages, in the order in which they were told.</summary>
    public List<SentMessage> Sent { get; set; } = [];

    /// <summary>Adds a message and forgets what is older than the flood rule looks back.</summary>
    /// <param name="message">When, and what it is made of.</param>
    /// <param name="window">How far the rule looks back.</param>
    /// <param name="atMost">So many are kept.</param>
    /// <returns>The messages within the window and not after this one; none when it is told so late that the window is past.</returns>
    public SentMessage[] CountFor(SentMessage message, TimeSpan window, int atMost)
    {
        Sent.Add(message);
        var opens = Sent.Max(any => any.At) - window;
        Sent.RemoveAll(earlier => earlier.At < opens);
        if (Sent.Count > atMost)
        {
            Sent.Remove(Sent.MinBy(any => any.At));
        }

        return [.. Sent.Where(earlier => earlier.At <= message.At)];
    }
}
