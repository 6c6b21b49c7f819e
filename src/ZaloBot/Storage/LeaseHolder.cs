using System.Diagnostics;
using System.Globalization;

namespace ZaloBot.Storage;

/// <summary>The name by which this process holds leases: machine, process id, and a mark of this very run.</summary>
public static class LeaseHolder
{
    private static readonly string Machine = Environment.MachineName.Replace('/', '-');
    private static readonly string Run = Guid.CreateVersion7().ToString("N");

    public static string Name { get; } = $"{Machine}/{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}/{Run}";

    /// <summary>True when a holder ran on this machine and is certainly gone.</summary>
    public static bool IsDead(string holder)
    {
        if (holder.Split('/') is not [var machine, var process, var run, ..]
            || machine != Machine || run == Run || !int.TryParse(process, CultureInfo.InvariantCulture, out var id))
        {
            return false;
        }

        // The id is ours, the run is not: a former life of this container or service.
        return id == Environment.ProcessId || !IsRunning(id);
    }

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException)
        {
            return false;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // It runs and is none of our business.
            return true;
        }
    }
}
