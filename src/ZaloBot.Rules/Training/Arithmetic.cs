namespace ZaloBot.Rules.Training;

/// <summary>
/// e^x and ln x from the four basic operations, which IEEE 754 fixes to the last bit. The library's versions may differ between processors and
/// systems, and a difference in the last bit would grow over the course of training.
/// </summary>
internal static class Arithmetic
{
    private const double Ln2 = 0.693147180559945309417232121458;

    public static double Exp(double x)
    {
        x = Math.Clamp(x, -700, 700);
        var power = Math.Round(x / Ln2);
        var rest = x - (power * Ln2);
        double term = 1, sum = 1;
        for (var n = 1; n <= 14; n++)
        {
            term *= rest / n;
            sum += term;
        }

        return sum * BitConverter.Int64BitsToDouble(((long)power + 1023) << 52);
    }

    public static double Log(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var power = (int)(bits >> 52) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFFL) | 0x3FF0000000000000L);
        var ratio = (mantissa - 1) / (mantissa + 1);
        double square = ratio * ratio, term = ratio, sum = 0;
        for (var n = 1; n <= 41; n += 2)
        {
            sum += term / n;
            term *= square;
        }

        return (2 * sum) + (power * Ln2);
    }
}
