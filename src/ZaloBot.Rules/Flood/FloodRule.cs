namespace ZaloBot.Rules.Flood;

/// <summary>Recognises a burst of messages of one person.</summary>
public static class FloodRule
{
    /// <summary>
    /// Pictures, videos and files at most this far apart are one act of sending: whether an album arrives as one event or as one a picture is not
    /// documented (fact sheet 4), and phones upload a picture in a second or two.
    /// </summary>
    public static readonly TimeSpan AlbumGap = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How many messages the newest of <paramref name="sent"/> closes within the window; an album counts once. From
    /// <see cref="FloodSettings.Messages"/> on they are a flood. The messages are those of one person in one group, in any order: delivery may be disordered.
    /// </summary>
    public static int Count(FloodSettings settings, ReadOnlySpan<SentMessage> sent)
    {
        if (sent.IsEmpty)
        {
            return 0;
        }

        var ordered = sent.ToArray();
        Array.Sort(ordered, static (left, right) => left.At.CompareTo(right.At));
        var opens = ordered[^1].At - settings.Within;
        var count = 0;
        SentMessage? before = null;
        foreach (var message in ordered)
        {
            if (message.At <= opens)
            {
                continue;
            }

            if (before is not { } last || !SameAlbum(last, message))
            {
                count++;
            }

            before = message;
        }

        return count;
    }

    private static bool SameAlbum(SentMessage before, SentMessage message) =>
        message.Kind == before.Kind
        && message.Kind is ContentKind.Image or ContentKind.Video or ContentKind.File
        && message.At - before.At <= AlbumGap;
}
