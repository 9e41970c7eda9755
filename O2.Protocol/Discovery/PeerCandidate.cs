namespace O2.Protocol;

/// <summary>A process that a <see cref="PeerRegistry"/> knows, connected or not.</summary>
internal sealed class PeerCandidate(ProcessInfo info, LocalTime seen)
{
    /// <summary>What a candidate is waiting for.</summary>
    public enum Phase
    {
        /// <summary>For the next attempt, at <see cref="Deadline"/>.</summary>
        Pausing,

        /// <summary>For the end of a connection attempt, or of a callback.</summary>
        Trying,

        /// <summary>For the other side to connect to us, until <see cref="Deadline"/>.</summary>
        Asked,

        /// <summary>For nothing.</summary>
        Connected,
    }

    public ProcessInfo Info { get; set; } = info;

    public Phase State { get; set; } = Phase.Pausing;

    /// <summary>When the pause or the wait ends.</summary>
    public LocalTime Deadline { get; set; } = LocalTime.Never;

    /// <summary>When it was last discovered, or its connection was lost.</summary>
    public LocalTime LastSeen { get; set; } = seen;

    /// <summary>When the last attempt ended.</summary>
    public LocalTime LastFailure { get; set; } = new(double.NegativeInfinity);

    /// <summary>Failed attempts since the last success.</summary>
    public int Failures { get; set; }

    /// <summary>Attempts that were connected but met with silence, since the last success.</summary>
    public int Silences { get; set; }

    /// <summary>Whether it has said, by withdrawing its record, that it is leaving.</summary>
    public bool IsLeaving { get; set; }

    /// <summary>Whether a hub told us about it, or it about us, before anybody else did.</summary>
    public bool IsFoundByHub { get; init; }

    /// <summary>Whether it uses us as its hub: it wants to hear of everybody who joins while it is connected.</summary>
    public bool IsHubClient { get; set; }

    /// <summary>The accepted connection, while connected.</summary>
    public object? Connection { get; set; }

    /// <summary>The link through a broker, while there is no connection but one of these.</summary>
    public object? Relay { get; set; }

    /// <summary>Whether the connection was opened by the side whose name is the lower one.</summary>
    public bool IsRegular { get; set; }
}
