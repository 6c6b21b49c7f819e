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
                // Of the inputs of a first answer almost half are nothing when there is no message before.
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
