using ZaloBot.Webhooks;

namespace ZaloBot.Outbox;

/// <summary>
/// A private text longer than the platform takes becomes several messages, divided where a line ends: the numbers a leader is to
/// answer with stand at its end, and cut off they would leave a question that nobody can answer.
/// </summary>
public static class OutboxParts
{
    // "(2/3) " before and " (K7FQ3X)" behind.
    private const int Frame = 24;

    /// <summary>The item as it is planned: one, or the parts of a long private text, each with a number of its own to be found by.</summary>
    public static IReadOnlyList<OutboxItem> Of(OutboxItem item) => item.IsPublic ? [item with { Text = OutboxText.Finish(item.Text, item.Case) }] : Split(item);

    /// <summary>The parts of a text, whoever it goes to.</summary>
    public static IReadOnlyList<OutboxItem> Split(OutboxItem item)
    {
        if (item.Text.Length <= OutboxText.MaxLength - Frame)
        {
            return [item with { Text = OutboxText.Finish(item.Text, item.Case) }];
        }

        var texts = Divide(item.Text, OutboxText.MaxLength - Frame).ToList();
        return [.. texts.Select((text, index) => Part(item, text, index, texts.Count))];
    }

    // The last part keeps the item's own number, which stands in its text; the parts before it go out before it.
    private static OutboxItem Part(OutboxItem item, string text, int index, int count)
    {
        var isLast = index == count - 1;
        var number = isLast ? item.Case : EventIdentity.CaseOf($"{item.Id}/part/{index}");
        return item with
        {
            // Put off to the same moment they are said in the order of their keys, and "!" comes before all that a key begins with.
            Id = isLast ? item.Id : $"!{index}:{item.Id}",
            Case = number,
            Text = OutboxText.Finish($"({index + 1}/{count}) {text}", number),
            Due = item.Due - TimeSpan.FromMilliseconds(count - 1 - index),
        };
    }

    private static IEnumerable<string> Divide(string text, int room)
    {
        var rest = text.Trim();
        while (rest.Length > room)
        {
            var end = EndOfPart(rest, room);
            yield return rest[..end].TrimEnd();
            rest = rest[end..].TrimStart();
        }

        yield return rest;
    }

    // Where a line ends; else a sentence, a name of a list, a word.
    private static int EndOfPart(string text, int room)
    {
        foreach (var mark in (string[])["\n", ". ", "; ", ", ", " "])
        {
            if (text.LastIndexOf(mark, room - 1, room, StringComparison.Ordinal) is var at && at > room / 4)
            {
                return at + mark.Length;
            }
        }

        return char.IsHighSurrogate(text[room - 1]) ? room - 1 : room;
    }
}
