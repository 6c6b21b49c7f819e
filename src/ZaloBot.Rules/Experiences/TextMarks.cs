using ZaloBot.Rules.Classification;

namespace ZaloBot.Rules.Experiences;

/// <summary>
/// What is kept of a text to know another like it: hashes of its words and word pairs, without diacritics and case, numbers told apart by length alone.
/// The text cannot be read back from them, but they still come from it: whoever erases the text erases its marks.
/// </summary>
public static class TextMarks
{
    /// <summary>Most marks of one text; a longer text is known by its beginning.</summary>
    public const int Most = 128;

    private const uint PairSeed = 40;
    private const uint WordSeed = 41;

    [ThreadStatic]
    private static TokenBuffer? s_buffer;

    /// <summary>The distinct marks of a text; none for a text without words.</summary>
    public static uint[] Of(ReadOnlySpan<char> text)
    {
        Span<uint> marks = stackalloc uint[Most];
        return marks[..Read(text, marks)].ToArray();
    }

    /// <summary>Writes the distinct marks of a text and returns how many there are.</summary>
    internal static int Read(ReadOnlySpan<char> text, Span<uint> marks)
    {
        var buffer = s_buffer ??= new(Most / 2);
        buffer.Read(text);
        var count = 0;
        uint before = 0;
        foreach (ref readonly var token in buffer.Tokens)
        {
            if (!token.IsSpoken)
            {
                continue;
            }

            count = Add(FeatureHash.Finish(token.Bare, WordSeed), marks, count);
            if (before != 0)
            {
                count = Add(FeatureHash.Finish((before * 31) + token.Bare, PairSeed), marks, count);
            }

            before = token.Bare;
        }

        return count;
    }

    private static int Add(uint mark, Span<uint> marks, int count)
    {
        if (count < marks.Length && !marks[..count].Contains(mark))
        {
            marks[count++] = mark;
        }

        return count;
    }
}
