namespace ZaloBot.Rules.Classification;

/// <summary>
/// Numbers in two bytes instead of four (bfloat16): the upper half of a single-precision number, rounded, which keeps its range and two to three of its decimal
/// places. What is read for every message takes half the room in the nearest cache.
/// </summary>
internal static class ShortFloats
{
    /// <summary>By how many bits a number is shifted to become one of single precision.</summary>
    public const int Shift = 16;

    /// <summary>The nearest one; of two equally near, the even one.</summary>
    public static ushort Of(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return (ushort)((bits + 0x7FFF + ((bits >> Shift) & 1)) >> Shift);
    }

    public static ushort[] Of(ReadOnlySpan<float> values)
    {
        var shorts = new ushort[values.Length];
        Write(values, shorts);
        return shorts;
    }

    public static void Write(ReadOnlySpan<float> values, Span<ushort> into)
    {
        for (var i = 0; i < values.Length; i++)
        {
            into[i] = Of(values[i]);
        }
    }
}
