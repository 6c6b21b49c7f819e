namespace ZaloBot.Rules.Classification;

/// <summary>Room for one reading by the attention networks; used again for the next.</summary>
internal sealed class AttentionScratch
{
    private float[] _words = [];
    private float[] _room = [];

    public Span<float> WordsFor(int length) => For(ref _words, length);

    public Span<float> RoomFor(int length) => For(ref _room, length);

    private static Span<float> For(ref float[] kept, int length)
    {
        if (kept.Length < length)
        {
            kept = new float[length];
        }

        return kept.AsSpan(0, length);
    }
}
