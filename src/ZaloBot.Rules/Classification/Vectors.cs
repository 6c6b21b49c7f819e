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

    /// <summary>Adds <paramref name="scale"/> times the bytes <paramref name="x"/> to <paramref name="y"/>; the length is a multiple of eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddScaled(Span<float> y, float scale, ReadOnlySpan<sbyte> x)
    {
        ref var target = ref MemoryMarshal.GetReference(y);
        ref var source = ref MemoryMarshal.GetReference(x);
        var factor = Vector256.Create(scale);
        for (nuint i = 0; i < (nuint)x.Length; i += Lanes)
        {
            var packed = Unsafe.ReadUnaligned<long>(ref Unsafe.As<sbyte, byte>(ref Unsafe.Add(ref source, i)));
            var wide = Vector256.WidenLower(Vector256.WidenLower(Vector256.CreateScalar(packed).AsSByte()));
            (Vector256.LoadUnsafe(ref target, i) + (factor * Vector256.ConvertToSingle(wide))).StoreUnsafe(ref target, i);
        }
    }
}
