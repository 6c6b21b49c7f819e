namespace ZaloBot.Zalo.Pacing;

/// <summary>
/// The pace of calls, one for the whole OA (fact sheet 8): the platform counts per minute, refuses the excess with -32 without
/// executing it, and tells the rest in its answers' headers. Implementations may share the count between processes.
/// </summary>
public interface IPace
{
    /// <summary>Returns when one call may be made; urgent ones first. Throws only <see cref="OperationCanceledException"/>.</summary>
    ValueTask WaitAsync(CallPriority priority, CancellationToken cancellationToken);

    /// <summary>Takes note of <c>X-RateLimit-Limit</c> and <c>X-RateLimit-Remain</c>; null where the answer did not carry one.</summary>
    void Observe(int? limit, int? remain);

    /// <summary>The platform refused a call for its rate: nobody calls before <paramref name="until"/>.</summary>
    void Exhausted(DateTimeOffset until);
}
