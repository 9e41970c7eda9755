using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace O2.Actors;

/// <summary>Waits for a high-resolution waitable timer or an event; other waits of Windows end at the next tick, up to 15.6 ms late.</summary>
/// <remarks>Such timers exist since Windows 10, version 1803.</remarks>
internal sealed class WindowsTimerWait : TimerWait
{
    private const uint HighResolution = 2;        // CREATE_WAITABLE_TIMER_HIGH_RESOLUTION
    private const uint AllAccess = 0x1F0003;      // TIMER_ALL_ACCESS
    private const double TicksPerSecond = 1e7;

    private readonly AutoResetEvent _wakes = new(false);
    private readonly TimerHandle _timer;
    private readonly WaitHandle[] _both;

    public WindowsTimerWait()
    {
        SafeWaitHandle handle = CreateWaitableTimer(0, null, HighResolution, AllAccess);
        if (handle.IsInvalid)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        _timer = new TimerHandle(handle);
        _both = [_wakes, _timer];
    }

    public override bool Wait(double seconds)
    {
        long relative = -Math.Max(1, (long)(seconds * TicksPerSecond));
        SetWaitableTimer(_timer.SafeWaitHandle, ref relative, 0, 0, 0, resume: false);
        return WaitHandle.WaitAny(_both) == 0;
    }

    public override void Wake() => _wakes.Set();

    public override void Dispose()
    {
        _wakes.Dispose();
        _timer.Dispose();
    }

    private sealed class TimerHandle : WaitHandle
    {
        public TimerHandle(SafeWaitHandle handle) => SafeWaitHandle = handle;
    }

    [DllImport("kernel32", EntryPoint = "CreateWaitableTimerExW", CharSet = CharSet.Unicode, SetLastError = true)]
    private static extern SafeWaitHandle CreateWaitableTimer(nint attributes, string? name, uint flags, uint access);

    [DllImport("kernel32", EntryPoint = "SetWaitableTimer")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool SetWaitableTimer(
        SafeWaitHandle timer, ref long due, int period, nint completion, nint argument, [MarshalAs(UnmanagedType.Bool)] bool resume);
}
