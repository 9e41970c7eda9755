using O2.Protocol;

namespace O2.Actors.TestKit;

/// <summary>The clock of one machine of a simulation: started at another moment than the others, and a little fast or slow.</summary>
/// <param name="clock">The clock of the simulation.</param>
/// <param name="offset">What this clock showed when the simulation's showed zero.</param>
/// <param name="skew">How many seconds this clock gains in a second.</param>
internal sealed class MachineClock(VirtualClock clock, double offset, double skew) : IProcessClock
{
    public LocalTime Now => new(offset + clock.Now.Seconds * (1 + skew));

    /// <summary>Right on every machine: dates are kept by other means than a crystal.</summary>
    public DateTime UtcNow => clock.UtcNow;

    public IPreciseTimer CreateTimer(Action due) => new MachineTimer(this, clock.CreateTimer(due));

    private LocalTime ToSimulation(LocalTime at) => new((at.Seconds - offset) / (1 + skew));

    private sealed class MachineTimer(MachineClock machine, IPreciseTimer timer) : IPreciseTimer
    {
        public void Arm(LocalTime at) => timer.Arm(machine.ToSimulation(at));

        public void Dispose() => timer.Dispose();
    }
}
