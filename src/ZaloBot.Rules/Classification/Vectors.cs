using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ZaloBot.Rules.Classification;

/// <summary>
/// Sums of products over floats whose order of adding is the same on every machine, so that training and verdicts give one result everywhere. The loops are
/// compiled for speed from their first call on: compiled in haste they are so slow that a start under load is busy with little else until the compiler gets its turn.
/// </summary>
internal static class Vectors
{
    private const int Lanes = 8;

    /// <summary>Asks the processor to bring these bytes into its cache; does nothing where it cannot be asked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prefetch(ReadOnlySpan<sbyte> bytes)
    {
        const int CacheLine = 64;
        if (Sse.IsSupported && !bytes.IsEmpty)
        {
            fixed (sbyte* first = bytes)
            {
                for (var at = 0; at < bytes.Length; at += CacheLine)
                {
                    Sse.Prefetch0(first + at);
                }

                // What does not begin where a line does reaches into one more.
                Sse.Prefetch0(first + bytes.Length - 1);
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

        return Together(sum);
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

    /// <summary>The same of numbers kept in two bytes (<see cref="ShortFloats"/>).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddScaled(Span<float> y, float scale, ReadOnlySpan<ushort> x)
    {
        if (SixteenLanes.AreFast && y.Length % SixteenLanes.Count == 0)
        {
            AddScaled<SixteenLanes>(y, scale, x);
        }
        else
        {
            AddScaled<EightLanes>(y, scale, x);
        }
    }

    /// <summary>
    /// Adds rows of bytes, each times its scale and a share, to <paramref name="y"/>: columns from <paramref name="column"/> on of the rows of a table. Each
    /// sum is built in the order of the rows, as one row after the other would build it, but stays in a register meanwhile.
    /// </summary>
    public static void AddRows(
        Span<float> y, ReadOnlySpan<int> rows, float share, ReadOnlySpan<float> scales, ReadOnlySpan<sbyte> table, int rowWidth, int column = 0)
    {
        if (SixteenLanes.AreFast && y.Length % SixteenLanes.Count == 0)
        {
            AddRows<SixteenLanes>(y, rows, share, scales, table, rowWidth, column);
        }
        else
        {
            AddRows<EightLanes>(y, rows, share, scales, table, rowWidth, column);
        }
    }

    /// <summary>Adds to <paramref name="y"/> a matrix times <paramref name="x"/>; the matrix lies column by column, each as long as y, a multiple of eight.</summary>
    public static void AddProduct(Span<float> y, ReadOnlySpan<ushort> columns, ReadOnlySpan<float> x)
    {
        if (SixteenLanes.AreFast && y.Length % SixteenLanes.Count == 0)
        {
            AddProduct<SixteenLanes>(y, columns, x);
        }
        else
        {
            AddProduct<EightLanes>(y, columns, x);
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
        if (SixteenLanes.AreFast && bias.Length % (3 * SixteenLanes.Count) == 0)
        {
            Product<SixteenLanes>(x, width, columns, bias, y);
        }
        else
        {
            Product<EightLanes>(x, width, columns, bias, y);
        }
    }

    /// <summary>
    /// Adds to a matrix the outer products of rows: to each of its rows, as long as a row of <paramref name="z"/>, the rows of z times the number that stands
    /// in its place in the same row of <paramref name="x"/>.
    /// </summary>
    /// <param name="matrix">As many rows as <paramref name="width"/>.</param>
    /// <param name="x">Rows of <paramref name="width"/>, a multiple of four.</param>
    /// <param name="width">Numbers in a row of x.</param>
    /// <param name="z">As many rows as x.</param>
    /// <param name="length">Numbers in a row of z, a multiple of 24.</param>
    public static void AddOuter(Span<float> matrix, ReadOnlySpan<float> x, int width, ReadOnlySpan<float> z, int length)
    {
        if (SixteenLanes.AreFast && length % (3 * SixteenLanes.Count) == 0)
        {
            AddOuter<SixteenLanes>(matrix, x, width, z, length);
        }
        else
        {
            AddOuter<EightLanes>(matrix, x, width, z, length);
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

    /// <summary>Copies numbers that stand side by side, one at least, to places so far apart.</summary>
    public static void Spread(ReadOnlySpan<float> x, Span<float> y, int stride)
    {
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y[..(((x.Length - 1) * stride) + 1)]);
        for (var i = 0; i < x.Length; i++)
        {
            Unsafe.Add(ref to, i * stride) = Unsafe.Add(ref from, i);
        }
    }

    /// <summary>The sum of eight, always in the same order.</summary>
    public static float Together(Vector256<float> sum)
    {
        var half = sum.GetLower() + sum.GetUpper();
        return (half[0] + half[2]) + (half[1] + half[3]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddScaled<TLanes>(Span<float> y, float scale, ReadOnlySpan<ushort> x)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var target = ref MemoryMarshal.GetReference(y);
        ref var source = ref MemoryMarshal.GetReference(x);
        var factor = TLanes.Of(scale);
        for (var at = 0; at < x.Length; at += TLanes.Count)
        {
            TLanes.MultiplyAdd(factor, TLanes.LoadShort(ref source, at), TLanes.Load(ref target, at)).Store(ref target, at);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRows<TLanes>(
        Span<float> y, ReadOnlySpan<int> rows, float share, ReadOnlySpan<float> scales, ReadOnlySpan<sbyte> table, int rowWidth, int column)
        where TLanes : struct, ILanes<TLanes>
    {
        var lanes = TLanes.Count;
        ref var target = ref MemoryMarshal.GetReference(y);
        ref var first = ref Unsafe.Add(ref MemoryMarshal.GetReference(table), column);
        var at = 0;
        for (; at + (4 * lanes) <= y.Length; at += 4 * lanes)
        {
            TLanes sum0 = TLanes.Load(ref target, at), sum1 = TLanes.Load(ref target, at + lanes);
            TLanes sum2 = TLanes.Load(ref target, at + (2 * lanes)), sum3 = TLanes.Load(ref target, at + (3 * lanes));
            for (var i = 0; i < rows.Length; i++)
            {
                ref var row = ref Unsafe.Add(ref first, ((nint)rows[i] * rowWidth) + at);
                var factor = TLanes.Of(share * scales[rows[i]]);
                sum0 = TLanes.MultiplyAdd(factor, TLanes.LoadBytes(ref row, 0), sum0);
                sum1 = TLanes.MultiplyAdd(factor, TLanes.LoadBytes(ref row, lanes), sum1);
                sum2 = TLanes.MultiplyAdd(factor, TLanes.LoadBytes(ref row, 2 * lanes), sum2);
                sum3 = TLanes.MultiplyAdd(factor, TLanes.LoadBytes(ref row, 3 * lanes), sum3);
            }

            sum0.Store(ref target, at);
            sum1.Store(ref target, at + lanes);
            sum2.Store(ref target, at + (2 * lanes));
            sum3.Store(ref target, at + (3 * lanes));
        }

        for (; at < y.Length; at += lanes)
        {
            var sum = TLanes.Load(ref target, at);
            for (var i = 0; i < rows.Length; i++)
            {
                sum = TLanes.MultiplyAdd(TLanes.Of(share * scales[rows[i]]), TLanes.LoadBytes(ref Unsafe.Add(ref first, ((nint)rows[i] * rowWidth) + at), 0), sum);
            }

            sum.Store(ref target, at);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddProduct<TLanes>(Span<float> y, ReadOnlySpan<ushort> columns, ReadOnlySpan<float> x)
        where TLanes : struct, ILanes<TLanes>
    {
        var lanes = TLanes.Count;
        ref var target = ref MemoryMarshal.GetReference(y);
        ref var first = ref MemoryMarshal.GetReference(columns);
        var at = 0;
        for (; at + (6 * lanes) <= y.Length; at += 6 * lanes)
        {
            TLanes sum0 = TLanes.Load(ref target, at), sum1 = TLanes.Load(ref target, at + lanes), sum2 = TLanes.Load(ref target, at + (2 * lanes));
            TLanes sum3 = TLanes.Load(ref target, at + (3 * lanes)), sum4 = TLanes.Load(ref target, at + (4 * lanes)), sum5 = TLanes.Load(ref target, at + (5 * lanes));
            for (var i = 0; i < x.Length; i++)
            {
                // Of the inputs of a first answer almost half are nothing when there is no message before.
                if (x[i] == 0)
                {
                    continue;
                }

                ref var column = ref Unsafe.Add(ref first, (i * y.Length) + at);
                var factor = TLanes.Of(x[i]);
                sum0 = TLanes.MultiplyAdd(factor, TLanes.LoadShort(ref column, 0), sum0);
                sum1 = TLanes.MultiplyAdd(factor, TLanes.LoadShort(ref column, lanes), sum1);
                sum2 = TLanes.MultiplyAdd(factor, TLanes.LoadShort(ref column, 2 * lanes), sum2);
                sum3 = TLanes.MultiplyAdd(factor, TLanes.LoadShort(ref column, 3 * lanes), sum3);
                sum4 = TLanes.MultiplyAdd(factor, TLanes.LoadShort(ref column, 4 * lanes), sum4);
                sum5 = TLanes.MultiplyAdd(factor, TLanes.LoadShort(ref column, 5 * lanes), sum5);
            }

            sum0.Store(ref target, at);
            sum1.Store(ref target, at + lanes);
            sum2.Store(ref target, at + (2 * lanes));
            sum3.Store(ref target, at + (3 * lanes));
            sum4.Store(ref target, at + (4 * lanes));
            sum5.Store(ref target, at + (5 * lanes));
        }

        for (; at < y.Length; at += lanes)
        {
            var sum = TLanes.Load(ref target, at);
            for (var i = 0; i < x.Length; i++)
            {
                sum = TLanes.MultiplyAdd(TLanes.Of(x[i]), TLanes.LoadShort(ref first, (i * y.Length) + at), sum);
            }

            sum.Store(ref target, at);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Product<TLanes>(ReadOnlySpan<float> x, int width, ReadOnlySpan<float> columns, ReadOnlySpan<float> bias, Span<float> y)
        where TLanes : struct, ILanes<TLanes>
    {
        var lanes = TLanes.Count;
        var outputs = bias.Length;
        var rows = x.Length / width;
        for (var at = 0; at < outputs; at += 3 * lanes)
        {
            ref var block = ref Unsafe.Add(ref MemoryMarshal.GetReference(columns), at);
            ref var start = ref Unsafe.Add(ref MemoryMarshal.GetReference(bias), at);
            var row = 0;
            for (; row + 4 <= rows; row += 4)
            {
                // Twelve sums stay in registers while a weight is read once for four rows.
                ref var from = ref Unsafe.Add(ref MemoryMarshal.GetReference(x), row * width);
                ref var to = ref Unsafe.Add(ref MemoryMarshal.GetReference(y), (row * outputs) + at);
                TLanes a0 = TLanes.Load(ref start, 0), a1 = TLanes.Load(ref start, lanes), a2 = TLanes.Load(ref start, 2 * lanes);
                TLanes b0 = a0, b1 = a1, b2 = a2, c0 = a0, c1 = a1, c2 = a2, d0 = a0, d1 = a1, d2 = a2;
                for (var i = 0; i < width; i++)
                {
                    ref var column = ref Unsafe.Add(ref block, i * outputs);
                    TLanes w0 = TLanes.Load(ref column, 0), w1 = TLanes.Load(ref column, lanes), w2 = TLanes.Load(ref column, 2 * lanes);
                    var factor = TLanes.Of(Unsafe.Add(ref from, i));
                    a0 = TLanes.MultiplyAdd(factor, w0, a0);
                    a1 = TLanes.MultiplyAdd(factor, w1, a1);
                    a2 = TLanes.MultiplyAdd(factor, w2, a2);
                    factor = TLanes.Of(Unsafe.Add(ref from, i + width));
                    b0 = TLanes.MultiplyAdd(factor, w0, b0);
                    b1 = TLanes.MultiplyAdd(factor, w1, b1);
                    b2 = TLanes.MultiplyAdd(factor, w2, b2);
                    factor = TLanes.Of(Unsafe.Add(ref from, i + (2 * width)));
                    c0 = TLanes.MultiplyAdd(factor, w0, c0);
                    c1 = TLanes.MultiplyAdd(factor, w1, c1);
                    c2 = TLanes.MultiplyAdd(factor, w2, c2);
                    factor = TLanes.Of(Unsafe.Add(ref from, i + (3 * width)));
                    d0 = TLanes.MultiplyAdd(factor, w0, d0);
                    d1 = TLanes.MultiplyAdd(factor, w1, d1);
                    d2 = TLanes.MultiplyAdd(factor, w2, d2);
                }

                Store(ref to, a0, a1, a2);
                Store(ref Unsafe.Add(ref to, outputs), b0, b1, b2);
                Store(ref Unsafe.Add(ref to, 2 * outputs), c0, c1, c2);
                Store(ref Unsafe.Add(ref to, 3 * outputs), d0, d1, d2);
            }

            for (; row < rows; row++)
            {
                ref var from = ref Unsafe.Add(ref MemoryMarshal.GetReference(x), row * width);
                TLanes a0 = TLanes.Load(ref start, 0), a1 = TLanes.Load(ref start, lanes), a2 = TLanes.Load(ref start, 2 * lanes);
                for (var i = 0; i < width; i++)
                {
                    ref var column = ref Unsafe.Add(ref block, i * outputs);
                    var factor = TLanes.Of(Unsafe.Add(ref from, i));
                    a0 = TLanes.MultiplyAdd(factor, TLanes.Load(ref column, 0), a0);
                    a1 = TLanes.MultiplyAdd(factor, TLanes.Load(ref column, lanes), a1);
                    a2 = TLanes.MultiplyAdd(factor, TLanes.Load(ref column, 2 * lanes), a2);
                }

                Store(ref Unsafe.Add(ref MemoryMarshal.GetReference(y), (row * outputs) + at), a0, a1, a2);
            }
        }
    }

    private static void AddOuter<TLanes>(Span<float> matrix, ReadOnlySpan<float> x, int width, ReadOnlySpan<float> z, int length)
        where TLanes : struct, ILanes<TLanes>
    {
        var lanes = TLanes.Count;
        var rows = x.Length / width;
        for (var at = 0; at < length; at += 3 * lanes)
        {
            ref var block = ref Unsafe.Add(ref MemoryMarshal.GetReference(z), at);
            for (var i = 0; i < width; i += 4)
            {
                // Four rows of the matrix stay in registers while the rows of z go by.
                ref var factors = ref Unsafe.Add(ref MemoryMarshal.GetReference(x), i);
                ref var to = ref Unsafe.Add(ref MemoryMarshal.GetReference(matrix), (i * length) + at);
                TLanes a0 = TLanes.Load(ref to, 0), a1 = TLanes.Load(ref to, lanes), a2 = TLanes.Load(ref to, 2 * lanes);
                TLanes b0 = TLanes.Load(ref to, length), b1 = TLanes.Load(ref to, length + lanes), b2 = TLanes.Load(ref to, length + (2 * lanes));
                ref var lower = ref Unsafe.Add(ref to, 2 * length);
                TLanes c0 = TLanes.Load(ref lower, 0), c1 = TLanes.Load(ref lower, lanes), c2 = TLanes.Load(ref lower, 2 * lanes);
                TLanes d0 = TLanes.Load(ref lower, length), d1 = TLanes.Load(ref lower, length + lanes), d2 = TLanes.Load(ref lower, length + (2 * lanes));
                for (var row = 0; row < rows; row++)
                {
                    ref var from = ref Unsafe.Add(ref block, row * length);
                    TLanes z0 = TLanes.Load(ref from, 0), z1 = TLanes.Load(ref from, lanes), z2 = TLanes.Load(ref from, 2 * lanes);
                    ref var four = ref Unsafe.Add(ref factors, row * width);
                    var factor = TLanes.Of(four);
                    a0 = TLanes.MultiplyAdd(factor, z0, a0);
                    a1 = TLanes.MultiplyAdd(factor, z1, a1);
                    a2 = TLanes.MultiplyAdd(factor, z2, a2);
                    factor = TLanes.Of(Unsafe.Add(ref four, 1));
                    b0 = TLanes.MultiplyAdd(factor, z0, b0);
                    b1 = TLanes.MultiplyAdd(factor, z1, b1);
                    b2 = TLanes.MultiplyAdd(factor, z2, b2);
                    factor = TLanes.Of(Unsafe.Add(ref four, 2));
                    c0 = TLanes.MultiplyAdd(factor, z0, c0);
                    c1 = TLanes.MultiplyAdd(factor, z1, c1);
                    c2 = TLanes.MultiplyAdd(factor, z2, c2);
                    factor = TLanes.Of(Unsafe.Add(ref four, 3));
                    d0 = TLanes.MultiplyAdd(factor, z0, d0);
                    d1 = TLanes.MultiplyAdd(factor, z1, d1);
                    d2 = TLanes.MultiplyAdd(factor, z2, d2);
                }

                Store(ref to, a0, a1, a2);
                Store(ref Unsafe.Add(ref to, length), b0, b1, b2);
                Store(ref lower, c0, c1, c2);
                Store(ref Unsafe.Add(ref lower, length), d0, d1, d2);
            }
        }
    }

    private static void Store<TLanes>(ref float to, TLanes first, TLanes second, TLanes third)
        where TLanes : struct, ILanes<TLanes>
    {
        first.Store(ref to, 0);
        second.Store(ref to, TLanes.Count);
        third.Store(ref to, 2 * TLanes.Count);
    }
}
