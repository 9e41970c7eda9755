namespace O2.Protocol;

/// <summary>What the driver of a <see cref="ClockFollower"/> has to do.</summary>
public enum ClockFollowerOutputKind
{
    /// <summary>Send <c>!_cs/get</c> with the ping number to the reference, best effort, at once.</summary>
    SendPing,

    /// <summary>The ensemble's time became known: tell every process by <c>!_o2/cs/cs</c>, and start global scheduling. Comes once.</summary>
    Synchronized,

    /// <summary>The line from local to global time changed: compute the moments of timed messages anew.</summary>
    Adjusted,
}
