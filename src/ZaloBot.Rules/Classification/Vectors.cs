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
                sum0 += factor * Floats(ref row, 0);
                sum1 += factor * Floats(ref row, Lanes);
                sum2 += factor * Floats(ref row, 2 * Lanes);
                sum3 += factor * Floats(ref row, 3 * Lanes);
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
                sum += Vector256.Create(factors[i]) * Floats(ref Unsafe.Add(ref first, ((nint)rows[i] * rowWidth) + at), 0);
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
                // Without a message before, almost half of the inputs are nothing.
                if (x[i] == 0)
                {
                    continue;
                }

                ref var column = ref Unsafe.Add(ref first, (i * y.Length) + at);
                var factor = Vector256.Create(x[i]);
                sum0 += factor * Vector256.LoadUnsafe(ref column);
                sum1 += factor * Vector256.LoadUnsafe(ref column, Lanes);
                sum2 += factor * Vector256.LoadUnsafe(ref column, 2 * Lanes);
                sum3 += factor * Vector256.LoadUnsafe(ref column, 3 * Lanes);
                sum4 += factor * Vector256.LoadUnsafe(ref column, 4 * Lanes);
                sum5 += factor * Vector256.LoadUnsafe(ref column, 5 * Lanes);
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
                sum += Vector256.Create(x[i]) * Vector256.LoadUnsafe(ref first, (nuint)((i * y.Length) + at));
            }

            sum.StoreUnsafe(ref target, (nuint)at);
        }
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
