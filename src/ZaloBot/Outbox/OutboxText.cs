using ZaloBot.Webhooks;
using ZaloBot.Words;

namespace ZaloBot.Outbox;

/// <summary>The last touch on a text before it is planned.</summary>
public static class OutboxText
{
    /// <summary>The platform's limit for a text, stated for captions and private messages and assumed for groups (fact sheet 5.4).</summary>
    public const int MaxLength = 2_000;

    /// <summary>
    /// Composed characters, no longer than the platform takes, and with the case number in it even when an office's own template
    /// left it out: by that number a message is found again in the history.
    /// </summary>
    public static string Finish(string text, string number)
    {
        var composed = Composed.Of(text);
        if (composed.Length <= MaxLength && CaseNumber.StandsIn(composed, number))
        {
            return composed;
        }

        var ending = $" ({number})";
        var room = MaxLength - ending.Length - 1;
        return (composed.Length > room ? UserText.Beginning(composed, room) + "…" : composed) + ending;
    }
}
