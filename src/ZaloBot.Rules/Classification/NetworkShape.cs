namespace ZaloBot.Rules.Classification;

/// <summary>Sizes of a model: rows of the table, networks, width of each network's stretch of a row, hidden units. Widths are multiples of eight.</summary>
internal sealed record NetworkShape(int Rows, int Members, int Width, int Hidden)
{
    public int RowWidth => Members * Width;

    public int Input => (2 * Width) + MessageFeatures.SignCount;
}
