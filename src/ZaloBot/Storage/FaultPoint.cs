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

    // Beside the way: the store is away, or tokens are renewed.
    public const string Spooled = "webhook.spooled";
    public const string Drained = "spool.drained";
    public const string RenewalMarked = "token.marked";
    public const string RenewalAnswered = "token.answered";
    public const string RenewalSaved = "token.saved";

    public const string ActMarked = "act.marked";
    public const string ActCalled = "act.called";

    /// <summary>The points an act on a group's people passes, from the commit that decides it.</summary>
    public static IReadOnlyList<string> OfActs { get; } = [Committed, ActMarked, ActCalled];

    /// <summary>Every point, in the order an event passes them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Received, Kept, Taken, Judged, Committed, MarkedSending, Called, Receipted];

    /// <summary>The environment variable that names the point at which the process kills itself: <c>NAME</c> or <c>NAME:n</c> for the n-th visit.</summary>
    public const string Variable = "ZALOBOT_DIE_AT";

    /// <summary>The environment variable that names a file to which the id of every decided event is appended, once its commit is written.</summary>
    public const string WitnessVariable = "ZALOBOT_WITNESS";

    /// <summary>Whether this build has them.</summary>
#if FAULT_POINTS
    public static bool AreCompiled => true;
#else
    public static bool AreCompiled => false;
#endif

    private static readonly Lock Gate = new();
    private static StreamWriter? _witness;
    private static int _visits;

    /// <summary>Lets a test see each decision: an event that stands there twice was decided twice.</summary>
    [Conditional("FAULT_POINTS")]
    public static void Witness(string eventId)
    {
        if (Environment.GetEnvironmentVariable(WitnessVariable) is not { Length: > 0 } file)
        {
            return;
        }

        lock (Gate)
        {
            _witness ??= new StreamWriter(new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
            _witness.WriteLine(eventId);
        }
    }

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
