using System.Diagnostics;

namespace ZaloBot.Storage;

/// <summary>
/// Named places on an event's way where a test may let the process die. They exist in Debug builds only (constant
/// <c>FAULT_POINTS</c>): in a release the calls are not compiled.
/// </summary>
public static class FaultPoint
{
    public const string Received = "webhook.received";
    public const string Kept = "webhook.kept";
    public const string Taken = "worker.taken";
    public const string Judged = "worker.judged";
    public const string Committed = "worker.committed";
    public const string MarkedSending = "sender.marked";
    public const string Called = "sender.called";
    public const string Receipted = "sender.receipted";

    public const string ActMarked = "act.marked";
    public const string ActCalled = "act.called";

    /// <summary>The points an act on a group's people passes, from the commit that decides it.</summary>
    public static IReadOnlyList<string> OfActs { get; } = [Committed, ActMarked, ActCalled];

    /// <summary>Every point, in the order an event passes them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Received, Kept, Taken, Judged, Committed, MarkedSending, Called, Receipted];

    /// <summary>The environment variable that names the point at which the process kills itself: <c>NAME</c> or <c>NAME:n</c> for the n-th visit.</summary>
    public const string Variable = "ZALOBOT_DIE_AT";

    private static int _visits;

    [Conditional("FAULT_POINTS")]
    public static void Reach(string name)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } wish)
        {
            return;
        }

        var parts = wish.Split(':');
        var wanted = parts.Length > 1 ? int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) : 1;
        if (parts[0] == name && Interlocked.Increment(ref _visits) == wanted)
        {
            // SIGKILL: no finally, no flush, no goodbye; what a power cut or the kernel's memory killer does to a process.
            Process.GetCurrentProcess().Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
