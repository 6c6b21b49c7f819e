using System.Text.Json;
using System.Text.Json.Nodes;

namespace ZaloBot.Emulator;

/// <summary>Every call the app made to the platform, for tests to look at and to wait for.</summary>
public sealed class Calls
{
    /// <summary>Calls as they arrive, before anything was done: useful with slow and dropped answers.</summary>
    public Journal<ApiCall> Arrived { get; } = new(capacity: 50_000);

    /// <summary>Calls with their outcome, in the order of completion.</summary>
    public Journal<ApiCall> Answered { get; } = new(capacity: 50_000);

    /// <summary>The finished calls to a path, oldest first.</summary>
    /// <param name="path">The path or its end, such as <c>group/message</c>.</param>
    public IReadOnlyList<ApiCall> To(string path) => [.. Answered.All.Where(call => call.IsTo(path))];

    /// <summary>The finished call that is the n-th to a path, already made or still to come.</summary>
    /// <param name="path">The path or its end, such as <c>group/message</c>.</param>
    /// <param name="timeout">Real time to wait; 20 s when left out.</param>
    /// <param name="count">Which one: 1 is the first.</param>
    /// <exception cref="TimeoutException">It did not come in time.</exception>
    public Task<ApiCall> WaitForCallAsync(string path, TimeSpan? timeout = null, int count = 1)
    {
        var seen = 0;
        return Answered.WaitForAsync(call => call.IsTo(path) && ++seen >= count, timeout);
    }

    /// <summary>The first finished call that matches, already made or still to come.</summary>
    /// <param name="predicate">What to look for.</param>
    /// <param name="timeout">Real time to wait; 20 s when left out.</param>
    /// <exception cref="TimeoutException">It did not come in time.</exception>
    public Task<ApiCall> WaitForCallAsync(Func<ApiCall, bool> predicate, TimeSpan? timeout = null) =>
        Answered.WaitForAsync(predicate, timeout);
}

/// <summary>One call of the app to the platform.</summary>
public sealed record ApiCall
{
    /// <summary>Counts up from 1 in the order of arrival.</summary>
    public required int Number { get; init; }

    /// <summary>When it arrived, by the emulator's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>Path from the root, e.g. <c>/v3.0/oa/group/message</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The query string as sent, with its question mark; empty without one.</summary>
    public required string Query { get; init; }

    /// <summary>The body as text; for uploads their size only.</summary>
    public required string Body { get; init; }

    /// <summary>HTTP status given, or null when the connection was cut.</summary>
    public int? Status { get; init; }

    /// <summary>The <c>error</c> given; null when the answer had none.</summary>
    public int? Error { get; init; }

    /// <summary>The fault that spoiled the call, if one did.</summary>
    public FaultKind? Fault { get; init; }

    /// <summary>The body read as JSON; null when it is none.</summary>
    public JsonNode? Json
    {
        get
        {
            try
            {
                return JsonNode.Parse(Body);
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    /// <summary>Whether the call went to this path; the end of a path is enough.</summary>
    /// <param name="path">Such as <c>group/message</c>.</param>
    public bool IsTo(string path) =>
        Path.EndsWith(path, StringComparison.Ordinal) && (Path.Length == path.Length || path.StartsWith('/') || Path[^(path.Length + 1)] == '/');
}
