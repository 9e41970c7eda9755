namespace O2.Actors;

/// <summary>How the thread of a <see cref="PreciseTimer"/> waits: for a duration, or until another thread wakes it.</summary>
internal abstract class TimerWait : IDisposable
{
    /// <summary>The finest way of waiting that this system offers.</summary>
    public static TimerWait Create() =>
        OperatingSystem.IsLinux() && Environment.Is64BitProcess ? new LinuxTimerWait()
        : OperatingSystem.IsWindowsVersionAtLeast(10, 0, 17134) ? new WindowsTimerWait()
        : new PortableTimerWait();

    /// <summary>Called once on the waiting thread, before the first wait.</summary>
    public virtual void EnterThread() { }

    /// <summary>Waits.</summary>
    /// <param name="seconds">How long, above 0.</param>
    /// <returns>True when <see cref="Wake"/> ended the wait; it may have been called before.</returns>
    public abstract bool Wait(double seconds);

    /// <summary>Ends the wait that is under way, or else the next one. From any thread, but not after <see cref="Dispose"/>.</summary>
    public abstract void Wake();

    /// <summary>Called by the waiting thread when it ends.</summary>
    public abstract void Dispose();
}
