namespace ZaloBot.Rules.Classification;

/// <summary>Signs of a message's form: length, questions, exclamations, emoji, numbers, capitals. Each about 0 to 1.</summary>
internal static class FormSigns
{
    /// <summary>The sign that something was said before.</summary>
    public const int HasContext = 1;

    private const uint Unit = 1u << 20;

    private static readonly uint Question = FeatureHash.Add(FeatureHash.Seed, '?' + Unit);
    private static readonly uint Stop = FeatureHash.Add(FeatureHash.Seed, '.' + Unit);
    private static readonly uint[] Exclamations =
        [.. Enumerable.Range(1, 3).Select(times => FeatureHash.Add(FeatureHash.Seed, '!' + ((uint)times * Unit)))];

    /// <summary>Fills the signs.</summary>
    public static void Read(ReadOnlySpan<Token> tokens, bool hasContext, Span<float> signs)
    {
        int spoken = 0, questions = 0, exclamations = 0, emoji = 0, breaks = 0, numbers = 0, capitals = 0, shouted = 0;
        var marks = false;
        foreach (ref readonly var token in tokens)
        {
            spoken += token.IsSpoken ? 1 : 0;
            numbers += token.Kind == TokenKind.Number ? 1 : 0;
            emoji += token.Kind == TokenKind.Emoji ? 1 : 0;
            breaks += token.Kind == TokenKind.LineBreak ? 1 : 0;
            capitals += token.Capital ? 1 : 0;
            shouted += token.AllCapitals ? 1 : 0;
            marks |= token.Kind == TokenKind.Word && token.Marked != token.MarkedIfBare;
            if (token.Kind == TokenKind.Punctuation)
            {
                questions += token.Bare == Question ? 1 : 0;
                exclamations += Exclamations.AsSpan().Contains(token.Bare) ? 1 : 0;
            }
        }

        signs.Clear();
        signs[0] = spoken / (spoken + 12f);
        signs[HasContext] = hasContext ? 1 : 0;
        signs[2] = Math.Min(3, questions) / 2f;
        signs[3] = Math.Min(3, exclamations) / 2f;
        signs[4] = Math.Min(4, emoji) / 3f;
        signs[5] = Math.Min(5, breaks) / 3f;
        signs[6] = Math.Min(6, numbers) / 4f;
        signs[7] = marks ? 1 : 0;
        signs[8] = tokens.Length > 0 && tokens[0].Capital ? 1 : 0;
        signs[9] = Math.Min(4, shouted) / 3f;
        signs[10] = spoken <= 3 ? 1 : 0;
        signs[11] = tokens.Length > 0 && tokens[^1].Bare == Stop ? 1 : 0;
        signs[12] = Math.Min(1f, capitals / (spoken + 1f));
    }
}
