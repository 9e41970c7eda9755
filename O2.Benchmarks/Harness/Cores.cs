using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace O2.Benchmarks;

/// <summary>Starts processes that stay on one processor core, where the platform allows it (Linux, Windows).</summary>
internal static class Cores
{
    /// <summary>Starts a process on a core; on a machine with fewer cores, they are shared.</summary>
    public static Process Start(ProcessStartInfo start, int core)
    {
        nint mask = (nint)1 << (core % Environment.ProcessorCount);
        if (OperatingSystem.IsLinux())
            return StartFromPinnedThread(start, mask);
        var process = Process.Start(start)!;
        if (OperatingSystem.IsWindows())
            process.ProcessorAffinity = mask;
        return process;
    }

    /// <summary>On Linux a process inherits the affinity of the thread that starts it; so all of its threads have it, from its first instruction on.</summary>
    private static Process StartFromPinnedThread(ProcessStartInfo start, nint mask)
    {
        Process? process = null;
        ExceptionDispatchInfo? failure = null;
        var starter = new Thread(() =>
        {
            try
            {
                SetAffinity(0, (nuint)nint.Size, ref mask);
                process = Process.Start(start);
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        });
        starter.Start();
        starter.Join();
        failure?.Throw();
        return process!;
    }

    [DllImport("libc", EntryPoint = "sched_setaffinity")]
    private static extern int SetAffinity(int thread, nuint size, ref nint mask);
}
