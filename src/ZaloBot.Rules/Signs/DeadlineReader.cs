using ZaloBot.Rules.Entities;

namespace ZaloBot.Rules.Signs;

/// <summary>Recognises deadlines: a word such as "trước", "hạn", "chậm nhất" with a date, a time or a day close behind it.</summary>
internal static class DeadlineReader
{
    private const int Reach = 4;

    private static readonly int Before = SignNames.NumberOf("common.before");
    private static readonly int Day = SignNames.NumberOf("common.day");

    public static void Run(SignReading reading)
    {
        if (!reading.Own.Has(Before))
        {
            return;
        }

        var words = reading.Reading.Words;
        foreach (ref readonly var hit in reading.Hits)
        {
            if (hit.Owner != Before)
            {
                continue;
            }

            var first = words[hit.FirstWord].FirstToken;
            var last = words[hit.LastWord].LastToken;
            var end = EndOf(reading, last);
            if (end > 0)
            {
                reading.Entities.Add(EntityKind.Deadline, first, end);
                reading.Put((int)EntityKind.Deadline, isRelayed: false);
            }
        }
    }

    private static int EndOf(SignReading reading, int last)
    {
        var tokens = reading.Reading.Tokens.Span;
        foreach (ref readonly var found in reading.Entities.Span)
        {
            if (found.Kind is EntityKind.Date or EntityKind.Time && IsNear(tokens, last, found.FirstToken))
            {
                return found.LastToken;
            }
        }

        foreach (ref readonly var hit in reading.Hits)
        {
            if (hit.Owner == Day && IsNear(tokens, last, reading.Reading.Words[hit.FirstWord].FirstToken))
            {
                return reading.Reading.Words[hit.LastWord].LastToken;
            }
        }

        return 0;
    }

    private static bool IsNear(ReadOnlySpan<Text.Token> tokens, int last, int token) =>
        token > last && token - last <= Reach && tokens[token].Sentence == tokens[last].Sentence;
}
