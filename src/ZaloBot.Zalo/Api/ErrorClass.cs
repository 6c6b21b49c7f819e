namespace ZaloBot.Zalo.Api;

/// <summary>What a refusal asks of the caller (fact sheet 7.1, 7.3).</summary>
public enum ErrorClass
{
    /// <summary>A negative code nobody knows. Not to be repeated; worth an alert with code and message.</summary>
    Unknown,

    /// <summary>The access token is not accepted, even after one renewal: an administrator must reconnect the OA.</summary>
    Renew,

    /// <summary>Too fast or too early; later it may work.</summary>
    BackOff,

    /// <summary>The request itself is wrong; repeating it never helps.</summary>
    CallerMistake,

    /// <summary>This person or group cannot be reached; remember it for a while.</summary>
    PermanentForTarget,

    /// <summary>The set-up, the package or the money is at fault: stop the feature and tell the operator once.</summary>
    Operator,

    /// <summary>Network, time-out, 5xx, an answer that is no answer.</summary>
    Transient,
}
