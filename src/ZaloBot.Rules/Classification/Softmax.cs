using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZaloBot.Rules.Classification;

/// <summary>Shares that sum up to one, the larger the higher: how much of each word another one takes up. The same on every machine.</summary>
internal static class Softmax
{
    /// <summary>Stretches of shares and keys have a multiple of so many numbers.</summary>
    public const int Step = 16;

    /// <summary>The length of a stretch for so many words.</summary>
    public static int Padded(int count) => (count + Step - 1) / Step * Step;

    /// <summary>
    /// Sets the first <paramref name="count"/> to e to the power of their distance from the highest of them, times <paramref name="scale"/>, and gives
    /// their sum. The length is a multiple of <see cref="Step"/>; what lies behind the count becomes zero.
    /// </summary>
    public static float ExpAll(Span<float> x, int count, float scale)
    {
        Vectors.Scale(x, scale);
        return SixteenLanes.AreFast ? Powers<SixteenLanes>(x, count) : Powers<EightLanes>(x, count);
    }

    /// <summary>
    /// Adds what one word takes from the others: the more from each, the better what it is answers to what is asked (softmax of the products). Lengths of
    /// what is asked and taken are multiples of eight.
    /// </summary>
    /// <param name="taken">Added to.</param>
    /// <param name="asks">What the word asks; as long as what is taken.</param>
    /// <param name="keys">What the others answer to, number by number: a stretch of all words for each number asked.</param>
    /// <param name="gives">What the first of the others gives; the next stands <paramref name="stride"/> behind it.</param>
    /// <param name="stride">From one of the others to the next.</param>
    /// <param name="count">How many others there are.</param>
    /// <param name="shares">Room for as many as a stretch of keys has, a multiple of <see cref="Step"/>.</param>
    public static void Attend(Span<float> taken, ReadOnlySpan<float> asks, ReadOnlySpan<float> keys, ReadOnlySpan<float> gives, int stride, int count, Span<float> shares)
    {
        if (SixteenLanes.AreFast && taken.Length % SixteenLanes.Count == 0)
        {
            Attend<SixteenLanes>(taken, asks, keys, gives, stride, count, shares);
        }
        else
        {
            Attend<EightLanes>(taken, asks, keys, gives, stride, count, shares);
        }
    }

    private static void Attend<TLanes>(Span<float> taken, ReadOnlySpan<float> asks, ReadOnlySpan<float> keys, ReadOnlySpan<float> gives, int stride, int count, Span<float> shares)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var key = ref MemoryMarshal.GetReference(keys);
        ref var ask = ref MemoryMarshal.GetReference(asks);
        ref var share = ref MemoryMarshal.GetReference(shares);
        var scale = TLanes.Of(1f / MathF.Sqrt(asks.Length));
        for (var at = 0; at < shares.Length; at += TLanes.Count)
        {
            TLanes even = TLanes.Of(0), odd = even;
            for (var i = 0; i < asks.Length; i += 2)
            {
                even = TLanes.MultiplyAdd(TLanes.Of(Unsafe.Add(ref ask, i)), TLanes.Load(ref key, (i * shares.Length) + at), even);
                odd = TLanes.MultiplyAdd(TLanes.Of(Unsafe.Add(ref ask, i + 1)), TLanes.Load(ref key, ((i + 1) * shares.Length) + at), odd);
            }

            TLanes.Multiply(TLanes.Add(even, odd), scale).Store(ref share, at);
        }

        var whole = TLanes.Of(1f / Powers<TLanes>(shares, count));
        ref var give = ref MemoryMarshal.GetReference(gives);
        ref var into = ref MemoryMarshal.GetReference(taken);
        for (var at = 0; at < taken.Length; at += TLanes.Count)
        {
            TLanes even = TLanes.Of(0), odd = even;
            var other = 0;
            for (; other + 2 <= count; other += 2)
            {
                even = TLanes.MultiplyAdd(TLanes.Of(Unsafe.Add(ref share, other)), TLanes.Load(ref give, (other * stride) + at), even);
                odd = TLanes.MultiplyAdd(TLanes.Of(Unsafe.Add(ref share, other + 1)), TLanes.Load(ref give, ((other + 1) * stride) + at), odd);
            }

            if (other < count)
            {
                even = TLanes.MultiplyAdd(TLanes.Of(Unsafe.Add(ref share, other)), TLanes.Load(ref give, (other * stride) + at), even);
            }

            TLanes.MultiplyAdd(TLanes.Add(even, odd), whole, TLanes.Load(ref into, at)).Store(ref into, at);
        }
    }

    // Makes powers of e of what is below the highest, nothing of what lies behind the count, and gives their sum.
    private static float Powers<TLanes>(Span<float> x, int count)
        where TLanes : struct, ILanes<TLanes>
    {
        x[count..].Fill(float.NegativeInfinity);
        ref var first = ref MemoryMarshal.GetReference(x);
        var highest = TLanes.Load(ref first, 0);
        for (var at = TLanes.Count; at < x.Length; at += TLanes.Count)
        {
            highest = TLanes.Higher(highest, TLanes.Load(ref first, at));
        }

        var down = TLanes.Of(-TLanes.Highest(highest));
        for (var at = 0; at < x.Length; at += TLanes.Count)
        {
            Exp(TLanes.Add(TLanes.Load(ref first, at), down)).Store(ref first, at);
        }

        x[count..].Clear();
        return Vectors.Sum(x);
    }

    // e^x for x not above zero, from the basic operations alone, so that it is the same on every machine: x = n ln 2 + r, and Taylor's series for r.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Exp<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        const float PerLn2 = 1.44269504f;
        const float Ln2High = 0.693359375f;
        const float Ln2Low = -2.12194440e-4f;
        x = TLanes.Higher(x, TLanes.Of(-87f));
        var power = TLanes.Round(TLanes.Multiply(x, TLanes.Of(PerLn2)));
        var rest = TLanes.MultiplyAdd(power, TLanes.Of(-Ln2High), x);
        rest = TLanes.MultiplyAdd(power, TLanes.Of(-Ln2Low), rest);
        var sum = TLanes.Of(1f / 5040);
        sum = TLanes.MultiplyAdd(sum, rest, TLanes.Of(1f / 720));
        sum = TLanes.MultiplyAdd(sum, rest, TLanes.Of(1f / 120));
        sum = TLanes.MultiplyAdd(sum, rest, TLanes.Of(1f / 24));
        sum = TLanes.MultiplyAdd(sum, rest, TLanes.Of(1f / 6));
        sum = TLanes.MultiplyAdd(sum, rest, TLanes.Of(1f / 2));
        sum = TLanes.MultiplyAdd(sum, rest, TLanes.Of(1));
        sum = TLanes.MultiplyAdd(sum, rest, TLanes.Of(1));
        return TLanes.Multiply(sum, TLanes.PowerOfTwo(power));
    }
}
