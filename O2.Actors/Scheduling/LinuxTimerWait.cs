using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace O2.Actors;

/// <summary>Waits in <c>ppoll</c> on an event descriptor: nanoseconds, where .NET's own waits count milliseconds.</summary>
/// <remarks>
/// The thread's timer slack is set to its least; Linux else lets every wait end up to 50 us late. Where the user may have real-time threads
/// (the <c>audio</c> group of most distributions, limit <c>rtprio</c>) the thread becomes one, at a priority below audio
/// servers: on two cores with a load of 18 that took the 99th percentile of lateness from 9.5 ms to under 0.1 ms. Where not, it stays an ordinary thread.
/// </remarks>
internal sealed class LinuxTimerWait : TimerWait
{
    private const int CloseOnExec = 0x80000, NonBlocking = 0x800;   // EFD_CLOEXEC, EFD_NONBLOCK
    private const short PollIn = 1;
    private const int SetTimerSlack = 29;                          // PR_SET_TIMERSLACK

    private const int FirstInFirstOut = 1, ResetOnFork = 0x40000000;   // SCHED_FIFO, SCHED_RESET_ON_FORK
    private const int RealTimePriority = 10;

    private readonly SafeFileHandle _event;

    public LinuxTimerWait()
    {
        int descriptor = EventFd(0, CloseOnExec | NonBlocking);
        if (descriptor < 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        _event = new SafeFileHandle(descriptor, ownsHandle: true);
    }

    public override void EnterThread()
    {
        Prctl(SetTimerSlack, 1, 0, 0, 0);
        int priority = RealTimePriority;
        SetScheduler(0, FirstInFirstOut | ResetOnFork, ref priority);
    }

    public override bool Wait(double seconds)
    {
        var poll = new PollDescriptor { Descriptor = (int)_event.DangerousGetHandle(), Events = PollIn };
        var timeout = new TimeSpec { Seconds = (long)seconds, Nanoseconds = (long)((seconds - Math.Floor(seconds)) * 1e9) };
        if (PPoll(ref poll, 1, ref timeout, 0) <= 0)
            return false;
        Read(_event, out _, sizeof(ulong));
        return true;
    }

    public override void Wake()
    {
        ulong one = 1;
        Write(_event, ref one, sizeof(ulong));
    }

    public override void Dispose() => _event.Dispose();

    private struct PollDescriptor
    {
        public int Descriptor;
        public short Events, Returned;
    }

    private struct TimeSpec
    {
        public long Seconds, Nanoseconds;
    }

    [DllImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static extern int EventFd(uint initial, int flags);

    [DllImport("libc", EntryPoint = "ppoll")]
    private static extern int PPoll(ref PollDescriptor descriptors, nuint count, ref TimeSpec timeout, nint signalMask);

    [DllImport("libc", EntryPoint = "read")]
    private static extern nint Read(SafeFileHandle descriptor, out ulong value, nuint size);

    [DllImport("libc", EntryPoint = "write")]
    private static extern nint Write(SafeFileHandle descriptor, ref ulong value, nuint size);

    [DllImport("libc", EntryPoint = "sched_setscheduler")]
    private static extern int SetScheduler(int thread, int policy, ref int priority);

    [DllImport("libc", EntryPoint = "prctl")]
    private static extern int Prctl(int option, nuint argument2, nuint argument3, nuint argument4, nuint argument5);
}
