using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ZaloBot.Rules.Classification;

/// <summary>Shares that sum up to one, the larger the higher: how much of each word another one takes up. The same on every machine.</summary>
internal static class Softmax
{
    private const int Lanes = 8;

    /// <summary>
    /// Sets the first <paramref name="count"/> to e to the power of their distance from the highest of them, times <paramref name="scale"/>, and gives
    /// their sum. The length is a multiple of eight; what lies behind the count becomes zero.
    /// </summary>
    public static float ExpAll(Span<float> x, int count, float scale)
    {
        x[count..].Fill(float.NegativeInfinity);
        ref var first = ref MemoryMarshal.GetReference(x);
        var highest = Vector256.LoadUnsafe(ref first);
        for (nuint i = Lanes; i < (nuint)x.Length; i += Lanes)
        {
            highest = Vector256.Max(highest, Vector256.LoadUnsafe(ref first, i));
        }

        var top = float.NegativeInfinity;
        for (var lane = 0; lane < Lanes; lane++)
        {
            top = Math.Max(top, highest[lane]);
        }

        for (nuint i = 0; i < (nuint)x.Length; i += Lanes)
        {
            Exp((Vector256.LoadUnsafe(ref first, i) - Vector256.Create(top)) * scale).StoreUnsafe(ref first, i);
        }

        x[count..].Clear();
        var sum = 0f;
        foreach (var value in x[..count])
        {
            sum += value;
        }

        return sum;
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
    /// <param name="shares">Room for as many as a stretch of keys has, a multiple of eight.</param>
    public static void Attend(Span<float> taken, ReadOnlySpan<float> asks, ReadOnlySpan<float> keys, ReadOnlySpan<float> gives, int stride, int count, Span<float> shares)
    {
        ref var key = ref MemoryMarshal.GetReference(keys);
        ref var ask = ref MemoryMarshal.GetReference(asks);
        ref var share = ref MemoryMarshal.GetReference(shares);
        var scale = Vector256.Create(1f / MathF.Sqrt(asks.Length));
        for (var at = 0; at < shares.Length; at += Lanes)
        {
            Vector256<float> even = Vector256<float>.Zero, odd = Vector256<float>.Zero;
            for (var i = 0; i < asks.Length; i += 2)
            {
                ref var stretch = ref Unsafe.Add(ref key, (i * shares.Length) + at);
                even = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref ask, i)), Vector256.LoadUnsafe(ref stretch), even);
                odd = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref ask, i + 1)), Vector256.LoadUnsafe(ref stretch, (nuint)shares.Length), odd);
            }

            ((even + odd) * scale).StoreUnsafe(ref share, (nuint)at);
        }

        shares[count..].Fill(float.NegativeInfinity);
        var highest = Vector256.LoadUnsafe(ref share);
        for (var at = Lanes; at < shares.Length; at += Lanes)
        {
            highest = Vector256.Max(highest, Vector256.LoadUnsafe(ref share, (nuint)at));
        }

        var four = Vector128.Max(highest.GetLower(), highest.GetUpper());
        var top = Vector256.Create(Math.Max(Math.Max(four[0], four[1]), Math.Max(four[2], four[3])));
        var sums = Vector256<float>.Zero;
        for (var at = 0; at < shares.Length; at += Lanes)
        {
            var power = Exp(Vector256.LoadUnsafe(ref share, (nuint)at) - top);
            power.StoreUnsafe(ref share, (nuint)at);
            sums += power;
        }

        var whole = Vector256.Create(1f / Vector256.Sum(sums));
        ref var into = ref MemoryMarshal.GetReference(taken);
        for (var at = 0; at < taken.Length; at += Lanes)
        {
            ref var given = ref Unsafe.Add(ref MemoryMarshal.GetReference(gives), at);
            Vector256<float> even = Vector256<float>.Zero, odd = Vector256<float>.Zero;
            var other = 0;
            for (; other + 2 <= count; other += 2)
            {
                even = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref share, other)), Vector256.LoadUnsafe(ref Unsafe.Add(ref given, other * stride)), even);
                odd = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref share, other + 1)), Vector256.LoadUnsafe(ref Unsafe.Add(ref given, (other + 1) * stride)), odd);
            }

            if (other < count)
            {
                even = Vector256.FusedMultiplyAdd(Vector256.Create(Unsafe.Add(ref share, other)), Vector256.LoadUnsafe(ref Unsafe.Add(ref given, other * stride)), even);
            }

            Vector256.FusedMultiplyAdd(even + odd, whole, Vector256.LoadUnsafe(ref into, (nuint)at)).StoreUnsafe(ref into, (nuint)at);
        }
    }

    // e^x for x not above zero, from the basic operations alone, so that it is the same on every machine: x = n ln 2 + r, and Taylor's series for r.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Exp(Vector256<float> x)
    {
        const float PerLn2 = 1.44269504f;
        const float Ln2High = 0.693359375f;
        const float Ln2Low = -2.12194440e-4f;
        x = Vector256.Max(x, Vector256.Create(-87f));
        var power = Vector256.Round(x * PerLn2);
        var rest = Vector256.FusedMultiplyAdd(power, Vector256.Create(-Ln2High), x);
        rest = Vector256.FusedMultiplyAdd(power, Vector256.Create(-Ln2Low), rest);
        var sum = Vector256.Create(1f / 5040);
        sum = Vector256.FusedMultiplyAdd(sum, rest, Vector256.Create(1f / 720));
        sum = Vector256.FusedMultiplyAdd(sum, rest, Vector256.Create(1f / 120));
        sum = Vector256.FusedMultiplyAdd(sum, rest, Vector256.Create(1f / 24));
        sum = Vector256.FusedMultiplyAdd(sum, rest, Vector256.Create(1f / 6));
        sum = Vector256.FusedMultiplyAdd(sum, rest, Vector256.Create(1f / 2));
        sum = Vector256.FusedMultiplyAdd(sum, rest, Vector256<float>.One);
        sum = Vector256.FusedMultiplyAdd(sum, rest, Vector256<float>.One);
        return sum * ((Vector256.ConvertToInt32(power) + Vector256.Create(127)) << 23).AsSingle();
    }
}
