using System.Runtime.InteropServices;

namespace ZaloBot;

/// <summary>
/// Gives back what only the start needed: the runtime's compiler keeps the memory it worked in until the finaliser has been woken a few times, seconds apart,
/// which an idle bot does not do by itself; and the system's allocator keeps what was freed between what is still in use. Some ten megabytes of an idle bot.
/// </summary>
public sealed class MemoryAfterStart(TimeProvider time) : BackgroundWork
{
    private const int Rounds = 6;

    // The compiler lets go of what it did not use between two wakings more than two seconds apart.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2.1);

    // Code that turns out to be used often is compiled once more, most of it in the first minutes, the rest whenever there is more to do than before.
    private static readonly TimeSpan AtFirst = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AtLast = TimeSpan.FromHours(1);

    private delegate int MallocTrim(nint keep);

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        for (var next = AtFirst; !stoppingToken.IsCancellationRequested; next = next * 2 < AtLast ? next * 2 : AtLast)
        {
            for (var round = 0; round < Rounds && !stoppingToken.IsCancellationRequested; round++)
            {
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                GC.WaitForPendingFinalizers();
            }

            Trim();
            await Task.Delay(next, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Only glibc has such a call; other systems' allocators give back by themselves.
    private static void Trim()
    {
        if (NativeLibrary.TryLoad("libc.so.6", out var libc) && NativeLibrary.TryGetExport(libc, "malloc_trim", out var trim))
        {
            Marshal.GetDelegateForFunctionPointer<MallocTrim>(trim)(0);
        }
    }
}
