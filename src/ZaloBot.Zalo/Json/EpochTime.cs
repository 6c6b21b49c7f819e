namespace ZaloBot.Zalo.Json;

/// <summary>Times of the platform: epoch milliseconds (fact sheet 2.4).</summary>
internal static class EpochTime
{
    // Nothing the platform sends happened before 1973, so what is smaller in milliseconds is meant in seconds.
    private const long SmallestMilliseconds = 100_000_000_000;
    private static readonly long Largest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public static DateTimeOffset? Read(long? epoch) => epoch switch
    {
        > 0 and < SmallestMilliseconds => DateTimeOffset.FromUnixTimeSeconds(epoch.Value),
        >= SmallestMilliseconds when epoch <= Largest => DateTimeOffset.FromUnixTimeMilliseconds(epoch.Value),
        _ => null,
    };
}
