namespace ZaloBot.Storage;

/// <summary>Beats whenever a worker or the sender finished something and when lanes were shared out, for those who wait until all is quiet.</summary>
public sealed class Pulse
{
    private TaskCompletionSource _next = New();

    /// <summary>Completes at the next beat.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Beat() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
