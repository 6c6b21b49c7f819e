namespace ZaloBot.Emulator;

/// <summary>One thing that goes wrong with calls of the app.</summary>
public sealed record Fault
{
    /// <summary>What goes wrong.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>Only calls to this path (or end of one) are struck; all when null.</summary>
    public string? Path { get; init; }

    /// <summary>How many calls it still strikes; endless when null.</summary>
    public int? Times { get; init; }

    /// <summary>For <see cref="FaultKind.SlowAnswer"/>: how much longer a call takes.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>For <see cref="FaultKind.Error"/>: the code.</summary>
    public int Code { get; init; } = -200;

    /// <summary>For <see cref="FaultKind.ServerError"/>: the HTTP status.</summary>
    public int Status { get; init; } = 503;
}

/// <summary>What can go wrong with a call of the app.</summary>
public enum FaultKind
{
    /// <summary>The answer comes late.</summary>
    SlowAnswer,

    /// <summary>HTTP 5xx (or 403, 404 of whoever stands in front of the platform) with HTML, nothing done.</summary>
    ServerError,

    /// <summary>HTTP 200 with HTML, nothing done.</summary>
    NotJson,

    /// <summary>-32, nothing done.</summary>
    RateLimited,

    /// <summary>Done, but the connection dies before the answer.</summary>
    DroppedAnswer,

    /// <summary>The connection dies before anything is done.</summary>
    DroppedRequest,

    /// <summary>-220 although the token is good.</summary>
    ExpiredToken,

    /// <summary>An error of the table, nothing done.</summary>
    Error,
}
