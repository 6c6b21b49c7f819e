namespace ZaloBot.Emulator;

/// <summary>
/// Calls per minute, of the app and of the OA: counted from the full minute, refilled at the next, excess calls not executed
/// (fact sheet 8).
/// </summary>
internal sealed class RateLimits(EmulatorOptions options)
{
    private readonly Lock _gate = new();
    private long _minute;
    private int _used;

    /// <summary>Counts a call, if there is room for it.</summary>
    /// <exception cref="ApiRefusal">-32; the message tells which limit.</exception>
    public void Count()
    {
        lock (_gate)
        {
            Refill();
            if (_used >= options.AppCallsPerMinute)
            {
                throw ApiRefusal.Of(-32);
            }

            if (_used >= options.OaCallsPerMinute)
            {
                throw new ApiRefusal(-32, "Official Account exceeded its requests per minute");
            }

            _used++;
        }
    }

    /// <summary>Values of <c>X-RateLimit-Limit</c> and <c>X-RateLimit-Remain</c>.</summary>
    public (int Limit, int Remain) Headers()
    {
        lock (_gate)
        {
            Refill();
            var limit = options.Quirks.RateHeadersOfOa ? options.OaCallsPerMinute : options.AppCallsPerMinute;
            return (limit, Math.Max(0, limit - _used));
        }
    }

    private void Refill()
    {
        var minute = options.TimeProvider.GetUtcNow().ToUnixTimeSeconds() / 60;
        if (minute != _minute)
        {
            (_minute, _used) = (minute, 0);
        }
    }
}
