using ZaloBot.Rules;

namespace ZaloBot.Moderation;

/// <summary>
/// What the bot remembers of one group between events: the last messages for context, and how much was said in public lately.
/// Read and written inside the commit of the group's lane, so two workers never disagree about it.
/// </summary>
public sealed class GroupMemory
{
    /// <summary>How many messages are kept as context and to know what a reply answers.</summary>
    public const int RecentCapacity = 20;

    /// <summary>After a silence of this length, a night and more, a message begins something new.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(12);

    /// <summary>Messages further apart than this hardly belong to one conversation.</summary>
    private static readonly TimeSpan PauseInConversation = TimeSpan.FromMinutes(10);

    /// <summary>A longer text is remembered by its beginning: context needs no more.</summary>
    private const int RememberedLength = 500;

    /// <summary>The last messages, oldest first.</summary>
    public List<RememberedMessage> Recent { get; set; } = [];

    /// <summary>Until when nothing further is said in public about content.</summary>
    public DateTimeOffset QuietUntil { get; set; }

    /// <summary>By the name of a rule: until when the leaders, told of it lately, are not asked about another doubtful message.</summary>
    public Dictionary<string, DateTimeOffset> Told { get; set; } = [];

    /// <summary>The day, in the organisation's time zone, that <see cref="SaidToday"/> counts.</summary>
    public DateOnly Day { get; set; }

    /// <summary>How many reminders and warnings were said in the group on <see cref="Day"/>.</summary>
    public int SaidToday { get; set; }

    /// <summary>Message ids that were reminded, so that replies to them are not reminded again one by one.</summary>
    public List<string> Reminded { get; set; } = [];

    /// <summary>
    /// What was said last before a moment, the newest first: none when that is so long ago that nobody would answer it, and of what was said before that only
    /// what belongs to the same conversation.
    /// </summary>
    public IReadOnlyList<string> TextsBefore(DateTimeOffset at, int atMost)
    {
        var texts = new List<string>(atMost);
        var (next, longest) = (at, LongestPause);
        for (var index = Recent.FindLastIndex(message => message.At <= at); index >= 0 && texts.Count < atMost; index--)
        {
            var message = Recent[index];
            if (message.Text is not { } text)
            {
                continue;
            }

            if (next - message.At > longest)
            {
                break;
            }

            texts.Add(text);
            if (at - message.At > PauseInConversation && texts.Count == 1)
            {
                break;
            }

            (next, longest) = (message.At, PauseInConversation);
        }

        return texts;
    }

    public RememberedMessage? Find(string? messageId) =>
        messageId is null ? null : Recent.FindLast(message => message.Id == messageId);

    /// <summary>
    /// Puts a message in its place by time: events overtake each other, and what an outage swallowed is found in the history hours later.
    /// </summary>
    public void Remember(RememberedMessage message)
    {
        var place = Recent.FindLastIndex(earlier => earlier.At <= message.At) + 1;
        Recent.Insert(place, message.Text is { Length: > RememberedLength } text ? message with { Text = text[..RememberedLength] } : message);
        if (Recent.Count > RecentCapacity)
        {
            Recent.RemoveRange(0, Recent.Count - RecentCapacity);
        }
    }

    /// <summary>Until when the leaders are not asked about another doubtful message of a rule; long past when they were not told of it.</summary>
    public DateTimeOffset ToldUntil(RuleName rule) => Told.GetValueOrDefault(rule.ToString());

    public void RememberReminded(string messageId)
    {
        Reminded.Add(messageId);
        if (Reminded.Count > RecentCapacity)
        {
            Reminded.RemoveRange(0, Reminded.Count - RecentCapacity);
        }
    }
}

/// <summary>A message of a group, as far as the next ones need it.</summary>
/// <param name="Id">The platform's message id.</param>
/// <param name="From">Who wrote it.</param>
/// <param name="At">When it was sent.</param>
/// <param name="Text">Its text; null for a picture, a sticker and the like.</param>
public sealed record RememberedMessage(string Id, string From, DateTimeOffset At, string? Text);
