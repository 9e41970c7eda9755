namespace O2.Protocol.Mqtt;

/// <summary>Something that the driver of a <see cref="RelayRegistry"/> has to do. Outputs are to be handled in the order in which they are taken.</summary>
public abstract record RelayOutput
{
    private RelayOutput()
    {
    }

    /// <summary>Publish on the topic that all read.</summary>
    /// <param name="Text">The text; the two bytes come before it.</param>
    /// <param name="IsLast">Whether this process leaves with it.</param>
    public sealed record Announce(byte[] Text, bool IsLast = false) : RelayOutput;

    /// <summary>Publish, on the topic of a process, messages and then, if that is among the parts, the state of this one; from then on every announcement, too.</summary>
    /// <param name="Process">The process.</param>
    /// <param name="Parts">What is said.</param>
    /// <param name="Messages">All of it but the state.</param>
    public sealed record Answer(ProcessName Process, RelayAnswer Parts, IReadOnlyList<O2Message> Messages) : RelayOutput;

    /// <summary>Treat a process as discovered: it is to be reached by TCP.</summary>
    /// <param name="Process">The process.</param>
    public sealed record Discovered(ProcessInfo Process) : RelayOutput;

    /// <summary>A process has said that it leaves: it need not be looked for.</summary>
    /// <param name="Process">The process.</param>
    public sealed record Withdrawn(ProcessName Process) : RelayOutput;

    /// <summary>Enter a process that is reached through the broker from now on.</summary>
    /// <param name="Process">The process. Its UDP port is 0 when it has not told it.</param>
    public sealed record Introduced(ProcessInfo Process) : RelayOutput;

    /// <summary>Apply what a relayed process announced about itself.</summary>
    /// <param name="Process">The process.</param>
    /// <param name="Groups">The announcement.</param>
    public sealed record Announced(ProcessName Process, IReadOnlyList<AnnouncedGroup> Groups) : RelayOutput;

    /// <summary>Note that a relayed process has global time.</summary>
    /// <param name="Process">The process.</param>
    public sealed record ClockSynchronized(ProcessName Process) : RelayOutput;

    /// <summary>A process is no longer reached through the broker.</summary>
    /// <param name="Process">The process.</param>
    public sealed record Ended(ProcessName Process) : RelayOutput;

    /// <summary>Log that somebody misbehaves.</summary>
    /// <param name="Text">A sentence for people.</param>
    public sealed record Warning(string Text) : RelayOutput;
}
