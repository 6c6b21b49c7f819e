using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ZaloBot.Rules.Classification;

/// <summary>Sums of products over floats whose order of adding is the same on every machine, so that training gives one result everywhere.</summary>
internal static class Vectors
{
    private const int Lanes = 8;

    /// <summary>Asks the processor to bring these bytes into its cache; does nothing where it cannot be asked.</summary>
    public static unsafe void Prefetch(ReadOnlySpan<sbyte> bytes)
    {
        const int CacheLine = 64;
        if (Sse.IsSupported)
        {
            fixed (sbyte* first = bytes)
            {
                for (var at = 0; at < bytes.Length; at += CacheLine)
                {
                    Sse.Prefetch0(first + at);
                }
            }
        }
    }

    /// <summary>Sum of products; the length is a multiple of eight.</summary>
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ref var left = ref MemoryMarshal.GetReference(a);
        ref var right = ref MemoryMarshal.GetReference(b);
        var sum = Vector256<float>.Zero;
        for (nuint i = 0; i < (nuint)a.Length; i += Lanes)
        {
            sum += Vector256.LoadUnsafe(ref left, i) * Vector256.LoadUnsafe(ref right, i);
        }

        var half = sum.GetLower() + sum.GetUpper();
        return (half[0] + half[2]) + (half[1] + half[3]);
    }

    /// <summary>Adds <paramref name="scale"/> times <paramref name="x"/> to <paramref name="y"/>; the length is a multiple of eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddScaled(Span<float> y, float scale, ReadOnlySpan<float> x)
    {
        ref var target = ref MemoryMarshal.GetReference(y);
        ref var source = ref MemoryMarshal.GetReference(x);
        var factor = Vector256.Create(scale);
        for (nuint i = 0; i < (nuint)x.Length; i += Lanes)
        {
            (Vector256.LoadUnsafe(ref target, i) + (factor * Vector256.LoadUnsafe(ref source, i))).StoreUnsafe(ref target, i);
        }
    }

    /// <summary>
    /// Adds rows of bytes, each times its factor, to <paramref name="y"/>: columns from <paramref name="column"/> on of the rows of a table. Each sum is
    /// built in the order of the rows, as one row after the other would build it, but stays in a register meanwhile.
    /// </summary>
    public static void AddRows(Span<float> y, ReadOnlySpan<int> rows, ReadOnlySpan<float> factors, ReadOnlySpan<sbyte> table, int rowWidth, int column = 0)
    {
        const int Block = 4 * Lanes;
        ref var target = ref MemoryMarshal.GetReference(y);
        ref var first = ref Unsafe.Add(ref MemoryMarshal.GetReference(table), column);
        var at = 0;
        for (; at + Block <= y.Length; at += Block)
        {
            ref var part = ref Unsafe.Add(ref target, at);
            var sum0 = Vector256.LoadUnsafe(ref part);
            var sum1 = Vector256.LoadUnsafe(ref part, Lanes);
            var sum2 = Vector256.LoadUnsafe(ref part, 2 * Lanes);
            var sum3 = Vector256.LoadUnsafe(ref part, 3 * Lanes);
            for (var i = 0; i < rows.Length; i++)
            {
                ref var row = ref Unsafe.Add(ref first, ((nint)rows[i] * rowWidth) + at);
                var factor = Vector256.Create(factors[i]);
                sum0 = Vector256.FusedMultiplyAdd(factor, Floats(ref row, 0), sum0);
                sum1 = Vector256.FusedMultiplyAdd(factor, Floats(ref row, Lanes), sum1);
                sum2 = Vector256.FusedMultiplyAdd(factor, Floats(ref row, 2 * Lanes), sum2);
                sum3 = Vector256.FusedMultiplyAdd(factor, Floats(ref row, 3 * Lanes), sum3);
            }

            sum0.StoreUnsafe(ref part);
            sum1.StoreUnsafe(ref part, Lanes);
            sum2.StoreUnsafe(ref part, 2 * Lanes);
            sum3.StoreUnsafe(ref part, 3 * Lanes);
        }

        for (; at < y.Length; at += Lanes)
        {
            var sum = Vector256.LoadUnsafe(ref target, (nuint)at);
            for (var i = 0; i < rows.Length; i++)
            {
                sum = Vector256.FusedMultiplyAdd(Vector256.Create(factors[i]), Floats(ref Unsafe.Add(ref first, ((nint)rows[i] * rowWidth) + at), 0), sum);
            }

            sum.StoreUnsafe(ref target, (nuint)at);
        }
    }

    /// <summary>Adds to <paramref name="y"/> a matrix times <paramref name="x"/>; the matrix lies column by column, each as long as y, a multiple of eight.</summary>
    public static void AddProduct(Span<float> y, ReadOnlySpan<float> columns, ReadOnlySpan<float> x)
    {
        const int Block = 6 * Lanes;
        ref var target = ref MemoryMarshal.GetReference(y);
        ref var first = ref MemoryMarshal.GetReference(columns);
        var at = 0;
        for (; at + Block <= y.Length; at += Block)
        {
            ref var part = ref Unsafe.Add(ref target, at);
            var sum0 = Vector256.LoadUnsafe(ref part);
            var sum1 = Vector256.LoadUnsafe(ref part, Lanes);
            var sum2 = Vector256.LoadUnsafe(ref part, 2 * Lanes);
            var sum3 = Vector256.LoadUnsafe(ref part, 3 * Lanes);
            var sum4 = Vector256.LoadUnsafe(ref part, 4 * Lanes);
            var sum5 = Vector256.LoadUnsafe(ref part, 5 * Lanes);
            for (var i = 0; i < x.Length; i++)
            {
                // Of the averaging networks' inputs almost half are nothing when there is no message before.
                if (x[i] == 0)
                {
                    continue;
                }

                ref var column = ref Unsafe.Add(ref first, (i * y.Length) + at);
                var factor = Vector256.Create(x[i]);
                sum0 = Vector256.FusedMultiplyAdd(factor, Vector256.LoadUnsafe(ref column), sum0);
                sum1 = Vector256.FusedMultiplyAdd(factor, Vector256.LoadUnsafe(ref column, Lanes), sum1);
                sum2 = Vector256.FusedMultiplyAdd(factor, Vector256.LoadUnsafe(ref column, 2 * Lanes), sum2);
                sum3 = Vector256.FusedMultiplyAdd(factor, Vector256.LoadUnsafe(ref column, 3 * Lanes), sum3);
                sum4 = Vector256.FusedMultiplyAdd(factor, Vector256.LoadUnsafe(ref column, 4 * Lanes), sum4);
                sum5 = Vector256.FusedMultiplyAdd(factor, Vector256.LoadUnsafe(ref column, 5 * Lanes), sum5);
            }

            sum0.StoreUnsafe(ref part);
            sum1.StoreUnsafe(ref part, Lanes);
            sum2.StoreUnsafe(ref part, 2 * Lanes);
            sum3.StoreUnsafe(ref part, 3 * Lanes);
            sum4.StoreUnsafe(ref part, 4 * Lanes);
            sum5.StoreUnsafe(ref part, 5 * Lanes);
        }

        for (; at < y.Length; at += Lanes)
        {
            var sum = Vector256.LoadUnsafe(ref target, (nuint)at);
            for (var i = 0; i < x.Length; i++)
            {
                sum = Vector256.FusedMultiplyAdd(Vector256.Create(x[i]), Vector256.LoadUnsafe(ref first, (nuint)((i * y.Length) + at)), sum);
            }

            sum.StoreUnsafe(ref target, (nuint)at);
        }
    }

    /// <summary>Sets each of the rows of <paramref name="y"/> to a bias plus a matrix times the same row of <paramref name="x"/>.</summary>
    /// <param name="x">Rows of <paramref name="width"/> each.</param>
    /// <param name="width">Inputs.</param>
    /// <param name="columns">The matrix, column by column; a column has as many numbers as the bias, a multiple of 24.</param>
    /// <param name="bias">Added to each row.</param>
    /// <param name="y">As many rows as x.</param>
    public static void Product(ReadOnlySpan<float> x, int width, ReadOnlySpan<float> columns, ReadOnlySpan<float> bias, Span<float> y)
    {
        const int Block = 3 * Lanes;
        var outputs = bias.Length;
        var rows = x.Length / width;
        ref var matrix = ref MemoryMarshal.GetReference(columns);
        for (var at = 0; at < outputs; at += Block)
        {
            ref var block = ref Unsafe.Add(ref matrix, at);
            var row = 0;
            for (; row + 4 <= rows; row += 4)
            {
                // Twelve sums stay in registers while a weight is read once for four rows.
                ref var from = ref Unsafe.Add(ref MemoryMarshal.GetReference(x), row * width);
                ref var to = ref Unsafe.Add(ref MemoryMarshal.GetReference(y), (row * outputs) + at);
                ref var start = ref Unsafe.Add(ref MemoryMarshal.GetReference(bias), at);
                Vector256<float> a0 = Vector256.LoadUnsafe(ref start), a1 = Vector256.LoadUnsafe(ref start, Lanes), a2 = Vector256.LoadUnsafe(ref start, 2 * Lanes);
                Vector256<float> b0 = a0, b1 = a1, b2 = a2, c0 = a0, c1 = a1, c2 = a2, d0 = a0, d1 = a1, d2 = a2;
                for (var i = 0; i < width; i++)
                {
                    ref var column = ref Unsafe.Add(ref block, i * outputs);
                    Vector256<float> w0 = Vector256.LoadUnsafe(ref column), w1 = Vector256.LoadUnsafe(ref column, Lanes), w2 = Vector256.LoadUnsafe(ref column, 2 * Lanes);
                    var factor = Vector256.Create(Unsafe.Add(ref from, i));
                    a0 = Vector256.FusedMultiplyAdd(factor, w0, a0);
                    a1 = Vector256.FusedMultiplyAdd(factor, w1, a1);
                    a2 = Vector256.FusedMultiplyAdd(factor, w2, a2);
                    factor = Vector256.Create(Unsafe.Add(ref from, i + width));
                    b0 = Vector256.FusedMultiplyAdd(factor, w0, b0);
                    b1 = Vector256.FusedMultiplyAdd(factor, w1, b1);
                    b2 = Vector256.FusedMultiplyAdd(factor, w2, b2);
                    factor = Vector256.Create(Unsafe.Add(ref from, i + (2 * width)));
                    c0 = Vector256.FusedMultiplyAdd(factor, w0, c0);
                    c1 = Vector256.FusedMultiplyAdd(factor, w1, c1);
                    c2 = Vector256.FusedMultiplyAdd(factor, w2, c2);
                    factor = Vector256.Create(Unsafe.Add(ref from, i + (3 * width)));
                    d0 = Vector256.FusedMultiplyAdd(factor, w0, d0);
                    d1 = Vector256.FusedMultiplyAdd(factor, w1, d1);
                    d2 = Vector256.FusedMultiplyAdd(factor, w2, d2);
                }

                Store(ref to, a0, a1, a2);
                Store(ref Unsafe.Add(ref to, outputs), b0, b1, b2);
                Store(ref Unsafe.Add(ref to, 2 * outputs), c0, c1, c2);
                Store(ref Unsafe.Add(ref to, 3 * outputs), d0, d1, d2);
            }

            for (; row < rows; row++)
            {
                ref var from = ref Unsafe.Add(ref MemoryMarshal.GetReference(x), row * width);
                ref var start = ref Unsafe.Add(ref MemoryMarshal.GetReference(bias), at);
                Vector256<float> a0 = Vector256.LoadUnsafe(ref start), a1 = Vector256.LoadUnsafe(ref start, Lanes), a2 = Vector256.LoadUnsafe(ref start, 2 * Lanes);
                for (var i = 0; i < width; i++)
                {
                    ref var column = ref Unsafe.Add(ref block, i * outputs);
                    var factor = Vector256.Create(Unsafe.Add(ref from, i));
                    a0 = Vector256.FusedMultiplyAdd(factor, Vector256.LoadUnsafe(ref column), a0);
                    a1 = Vector256.FusedMultiplyAdd(factor, Vector256.LoadUnsafe(ref column, Lanes), a1);
                    a2 = Vector256.FusedMultiplyAdd(factor, Vector256.LoadUnsafe(ref column, 2 * Lanes), a2);
                }

                Store(ref Unsafe.Add(ref MemoryMarshal.GetReference(y), (row * outputs) + at), a0, a1, a2);
            }
        }
    }

    /// <summary>Multiplies by a number; the length is a multiple of eight.</summary>
    public static void Scale(Span<float> x, float factor)
    {
        ref var first = ref MemoryMarshal.GetReference(x);
        for (nuint i = 0; i < (nuint)x.Length; i += Lanes)
        {
            (Vector256.LoadUnsafe(ref first, i) * factor).StoreUnsafe(ref first, i);
        }
    }

    /// <summary>Sets what is below zero to zero; the length is a multiple of eight.</summary>
    public static void CutBelowZero(Span<float> x)
    {
        ref var first = ref MemoryMarshal.GetReference(x);
        for (nuint i = 0; i < (nuint)x.Length; i += Lanes)
        {
            Vector256.Max(Vector256.LoadUnsafe(ref first, i), Vector256<float>.Zero).StoreUnsafe(ref first, i);
        }
    }

    /// <summary>Keeps the higher of each two; the length is a multiple of eight.</summary>
    public static void Highest(Span<float> y, ReadOnlySpan<float> x)
    {
        ref var target = ref MemoryMarshal.GetReference(y);
        ref var source = ref MemoryMarshal.GetReference(x);
        for (nuint i = 0; i < (nuint)x.Length; i += Lanes)
        {
            Vector256.Max(Vector256.LoadUnsafe(ref target, i), Vector256.LoadUnsafe(ref source, i)).StoreUnsafe(ref target, i);
        }
    }

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

    /// <summary>A matrix row by row, of so many rows, turned into the same column by column.</summary>
    public static float[] Turned(float[] matrix, int rows)
    {
        var turned = new float[matrix.Length];
        var columns = matrix.Length / rows;
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                turned[(column * rows) + row] = matrix[(row * columns) + column];
            }
        }

        return turned;
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

    private static void Store(ref float to, Vector256<float> first, Vector256<float> second, Vector256<float> third)
    {
        first.StoreUnsafe(ref to);
        second.StoreUnsafe(ref to, Lanes);
        third.StoreUnsafe(ref to, 2 * Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Floats(ref sbyte source, int at)
    {
        var packed = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<long>(ref Unsafe.As<sbyte, byte>(ref Unsafe.Add(ref source, at)))).AsSByte();
        return Vector256.ConvertToSingle(Avx2.IsSupported
            ? Avx2.ConvertToVector256Int32(packed)
            : Vector256.WidenLower(Vector256.WidenLower(packed.ToVector256Unsafe())));
    }
}
