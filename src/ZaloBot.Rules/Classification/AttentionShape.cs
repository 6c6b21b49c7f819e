namespace ZaloBot.Rules.Classification;

/// <summary>Sizes of the attention networks: rows of the table, networks, width of a word in each, hidden units. The width is a multiple of 32.</summary>
internal sealed record AttentionShape(int Rows, int Members, int Width, int Hidden)
{
    /// <summary>Most words of a message, of the one before it, and what was recognised.</summary>
    public const int MostPlaces = MessageFeatures.MaxTokens + MessageFeatures.MaxContextTokens + 1;

    public int RowWidth => Members * Width;

    /// <summary>Inputs of the layers above: the sums of both sides, mean and highest of what the words took up, what the signs took up, signs of form.</summary>
    public int Input => InputOf(Width);

    public static int InputOf(int width) => (5 * width) + MessageFeatures.SignCount;
}
