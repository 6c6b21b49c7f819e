namespace ZaloBot.Rules.Classification;

/// <summary>The features of a word by itself: with its marks, without them, and its pieces of three letters.</summary>
internal static class Spelling
{
    /// <summary>Features of one word at most.</summary>
    public const int Most = WholeCount + TokenBuffer.MaxLetters;

    private const int WholeCount = 2;
    private const int PieceLength = 3;
    private const uint MarkedSpace = 1;
    private const uint BareSpace = 2;
    private const uint PieceSpace = 4;

    /// <summary>Writes the hashes of a word's features.</summary>
    /// <param name="token">The word.</param>
    /// <param name="letters">Its letters without marks between their borders; nothing for what has no pieces.</param>
    /// <param name="withoutMarks">As if it had been typed without diacritics.</param>
    /// <param name="hashes">Room for <see cref="Most"/>.</param>
    /// <returns>How many there are.</returns>
    public static int Write(in Token token, ReadOnlySpan<char> letters, bool withoutMarks, Span<uint> hashes)
    {
        hashes[0] = FeatureHash.Finish(withoutMarks ? token.MarkedIfBare : token.Marked, MarkedSpace);
        hashes[1] = FeatureHash.Finish(token.Bare, BareSpace);
        var count = WholeCount;
        for (var i = 0; i + PieceLength <= letters.Length; i++)
        {
            var hash = FeatureHash.Seed;
            foreach (var letter in letters.Slice(i, PieceLength))
            {
                hash = FeatureHash.Add(hash, letter);
            }

            hashes[count++] = FeatureHash.Finish(hash, PieceSpace);
        }

        return count;
    }
}
