namespace ZaloBot.Rules.Classification;

/// <summary>Sizes of a model: rows of the table, width of a word, hidden units. The width is a multiple of 32.</summary>
internal sealed record NetworkShape(int Rows, int Width, int Hidden)
{
    /// <summary>Most words of a message, of the one before it, and what was recognised.</summary>
    public const int MostPlaces = MessageFeatures.MaxTokens + MessageFeatures.MaxContextTokens + 1;

    /// <summary>Inputs of the first answer: the averages of both sides, signs of form.</summary>
    public int FirstInput => (2 * Width) + MessageFeatures.FormCount;

    /// <summary>Inputs of the second: the averages, mean and highest of what the words took up, what the signs took up, signs of form.</summary>
    public int SecondInput => (5 * Width) + MessageFeatures.FormCount;
}
