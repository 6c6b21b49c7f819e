namespace ZaloBot.Rules.Training;

/// <summary>Puts a row of weights into small whole numbers with one scale. Few levels make a small file; what they cost is in the measured figures.</summary>
internal static class Quantiser
{
    private const int Levels = 7;

    /// <summary>Returns the scale, at the half precision in which the file keeps it.</summary>
    public static float Pack(ReadOnlySpan<float> values, Span<sbyte> packed)
    {
        var highest = 0f;
        foreach (var value in values)
        {
            highest = Math.Max(highest, Math.Abs(value));
        }

        var scale = (float)(Half)(highest / Levels);
        for (var i = 0; i < values.Length; i++)
        {
            packed[i] = scale > 0 ? (sbyte)Math.Clamp(MathF.Round(values[i] / scale), -Levels, Levels) : (sbyte)0;
        }

        return scale;
    }
}
