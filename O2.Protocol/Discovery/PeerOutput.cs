namespace O2.Protocol;

/// <summary>Something that the driver of a <see cref="PeerSession"/> has to do. Outputs are to be handled in the order in which they are taken.</summary>
public abstract record PeerOutput
{
    private PeerOutput()
    {
    }

    /// <summary>Send a message on this connection.</summary>
    /// <param name="Message">The message.</param>
    public sealed record Send(O2Message Message) : PeerOutput;

    /// <summary>
    /// Send the state of this process on this connection (<see cref="ServiceAnnouncement.CreateState"/>), and from then on every announcement and,
    /// once, that this process has got global time. Occurs again when the peer asks again; then the whole state is sent again.
    /// </summary>
    public sealed record SendState : PeerOutput
    {
        /// <summary>The only value.</summary>
        public static readonly SendState Instance = new();
    }

    /// <summary>Enter the process in the directory: both sides have accepted each other.</summary>
    /// <param name="Process">The process at the other end.</param>
    public sealed record Introduced(ProcessInfo Process) : PeerOutput;

    /// <summary>Apply what the process at the other end announced about itself.</summary>
    /// <param name="Process">The process at the other end.</param>
    /// <param name="Groups">The announcement.</param>
    public sealed record Announced(ProcessName Process, IReadOnlyList<AnnouncedGroup> Groups) : PeerOutput;

    /// <summary>Note that the process at the other end has global time.</summary>
    /// <param name="Process">The process at the other end.</param>
    public sealed record ClockSynchronized(ProcessName Process) : PeerOutput;

    /// <summary>Treat a process as discovered: it asked us to connect to it, or a hub described it.</summary>
    /// <param name="Process">The process.</param>
    /// <param name="ByHub">Whether a hub described it.</param>
    public sealed record Discovered(ProcessInfo Process, bool ByHub) : PeerOutput;

    /// <summary>Introduce the process at the other end to all others: it uses us as its hub.</summary>
    /// <param name="Process">The process at the other end.</param>
    public sealed record HubRequested(ProcessName Process) : PeerOutput;

    /// <summary>Log that the peer misbehaves.</summary>
    /// <param name="Kind">What it did.</param>
    /// <param name="Text">A sentence for people, which names the peer.</param>
    public sealed record Warning(PeerWarningKind Kind, string Text) : PeerOutput;

    /// <summary>
    /// The session is over: close the connection if it is still open, after reading what has arrived, so that the peer sees an orderly end.
    /// Always the last output, and there is exactly one.
    /// </summary>
    /// <param name="Reason">Why.</param>
    public sealed record Ended(PeerEndReason Reason) : PeerOutput;
}
