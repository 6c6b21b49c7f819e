using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ZaloBot.Rules.Classification;

/// <summary>Shares that sum up to one, the larger the higher: how much of each word another one takes up. The same on every machine.</summary>
internal static class Softmax
{
    /// <summary>Stretches of shares and keys have a multiple of so many numbers.</summary>
    public const int Step = 16;

    /// <summary>So many words take at once, so that what the others answer and give is read once for all of them.</summary>
    public const int Together = 4;

    /// <summary>The length of a stretch for so many words.</summary>
    public static int Padded(int count) => (count + Step - 1) / Step * Step;

    /// <summary>
    /// Replaces each of the first <paramref name="count"/> by e to the power of itself times <paramref name="scale"/>, and gives their sum. The length is a
    /// multiple of <see cref="Step"/>; what lies behind the count becomes zero.
    /// </summary>
    public static float ExpAll(Span<float> x, int count, float scale)
    {
        Vectors.Scale(x, scale);
        return SixteenLanes.AreFast ? Powers<SixteenLanes>(x, count) : Powers<EightLanes>(x, count);
    }

    /// <summary>
    /// Adds what <see cref="Together"/> words take from the others: the more from each, the better what it is answers to what is asked (softmax of the
    /// products). Numbers asked are a multiple of eight.
    /// </summary>
    /// <param name="taken">Added to; the words lie <paramref name="width"/> apart.</param>
    /// <param name="width">From what one word takes to what the next one takes.</param>
    /// <param name="asks">What the first word asks; the others stand <paramref name="stride"/> apart.</param>
    /// <param name="asked">How many numbers a word asks, and takes.</param>
    /// <param name="keys">What the others answer to, number by number: a stretch of all words for each number asked.</param>
    /// <param name="gives">What the first of the others gives; the next stands <paramref name="stride"/> behind it.</param>
    /// <param name="stride">From one of the others to the next.</param>
    /// <param name="count">How many others there are.</param>
    /// <param name="shares">Room for <see cref="Together"/> times as many as a stretch of keys has, a multiple of <see cref="Step"/>.</param>
    public static void Attend(
        Span<float> taken, int width, ReadOnlySpan<float> asks, int asked, ReadOnlySpan<float> keys, ReadOnlySpan<float> gives, int stride, int count, Span<float> shares)
    {
        if (SixteenLanes.AreFast && asked % SixteenLanes.Count == 0)
        {
            Attend<SixteenLanes>(taken, width, asks, asked, keys, gives, stride, count, shares);
        }
        else
        {
            Attend<EightLanes>(taken, width, asks, asked, keys, gives, stride, count, shares);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Attend<TLanes>(
        Span<float> taken, int width, ReadOnlySpan<float> asks, int asked, ReadOnlySpan<float> keys, ReadOnlySpan<float> gives, int stride, int count, Span<float> shares)
        where TLanes : struct, ILanes<TLanes>
    {
        var padded = shares.Length / Together;
        ref var key = ref MemoryMarshal.GetReference(keys);
        ref var ask = ref MemoryMarshal.GetReference(asks);
        ref var share = ref MemoryMarshal.GetReference(shares);
        var scale = TLanes.Of(1f / MathF.Sqrt(asked));
        for (var at = 0; at < padded; at += TLanes.Count)
        {
            TLanes a = TLanes.Of(0), b = a, c = a, d = a;
            for (var i = 0; i < asked; i++)
            {
                var answer = TLanes.Load(ref key, (i * padded) + at);
                ref var of = ref Unsafe.Add(ref ask, i);
                a = TLanes.MultiplyAdd(TLanes.Of(of), answer, a);
                b = TLanes.MultiplyAdd(TLanes.Of(Unsafe.Add(ref of, stride)), answer, b);
                c = TLanes.MultiplyAdd(TLanes.Of(Unsafe.Add(ref of, 2 * stride)), answer, c);
                d = TLanes.MultiplyAdd(TLanes.Of(Unsafe.Add(ref of, 3 * stride)), answer, d);
            }

            TLanes.Multiply(a, scale).Store(ref share, at);
            TLanes.Multiply(b, scale).Store(ref share, padded + at);
            TLanes.Multiply(c, scale).Store(ref share, (2 * padded) + at);
            TLanes.Multiply(d, scale).Store(ref share, (3 * padded) + at);
        }

        TLanes ofA = TLanes.Of(1f / Powers<TLanes>(shares[..padded], count)), ofB = TLanes.Of(1f / Powers<TLanes>(shares.Slice(padded, padded), count));
        TLanes ofC = TLanes.Of(1f / Powers<TLanes>(shares.Slice(2 * padded, padded), count)), ofD = TLanes.Of(1f / Powers<TLanes>(shares[(3 * padded)..], count));
        ref var give = ref MemoryMarshal.GetReference(gives);
        ref var into = ref MemoryMarshal.GetReference(taken);
        for (var at = 0; at < asked; at += TLanes.Count)
        {
            TLanes a = TLanes.Of(0), b = a, c = a, d = a;
            for (var other = 0; other < count; other++)
            {
                var given = TLanes.Load(ref give, (other * stride) + at);
                ref var of = ref Unsafe.Add(ref share, other);
                a = TLanes.MultiplyAdd(TLanes.Of(of), given, a);
                b = TLanes.MultiplyAdd(TLanes.Of(Unsafe.Add(ref of, padded)), given, b);
                c = TLanes.MultiplyAdd(TLanes.Of(Unsafe.Add(ref of, 2 * padded)), given, c);
                d = TLanes.MultiplyAdd(TLanes.Of(Unsafe.Add(ref of, 3 * padded)), given, d);
            }

            TLanes.MultiplyAdd(a, ofA, TLanes.Load(ref into, at)).Store(ref into, at);
            TLanes.MultiplyAdd(b, ofB, TLanes.Load(ref into, width + at)).Store(ref into, width + at);
            TLanes.MultiplyAdd(c, ofC, TLanes.Load(ref into, (2 * width) + at)).Store(ref into, (2 * width) + at);
            TLanes.MultiplyAdd(d, ofD, TLanes.Load(ref into, (3 * width) + at)).Store(ref into, (3 * width) + at);
        }
    }

    // Makes powers of e of the first so many, nothing of what lies behind them, and gives their sum.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Powers<TLanes>(Span<float> x, int count)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var first = ref MemoryMarshal.GetReference(x);
        var sum = Vector256<float>.Zero;
        for (var at = 0; at < x.Length; at += TLanes.Count)
        {
            var powers = Exp(TLanes.Load(ref first, at)).First(count - at);
            powers.Store(ref first, at);
            sum = powers.AddTo(sum);
        }

        return Vectors.Together(sum);
    }

    // e^x from the basic operations alone, so that it is the same on every machine: x = n ln 2 + r, and Taylor's series for r. Kept within what can be summed and
    // divided by in single precision; what a word asks and another answers is far from such extremes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Exp<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        const float PerLn2 = 1.44269504f;
        const float Ln2High = 0.693359375f;
        const float Ln2Low = -2.12194440e-4f;
        const float Farthest = 60;
        x = TLanes.Lower(TLanes.Higher(x, TLanes.Of(-Farthest)), TLanes.Of(Farthest));
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
