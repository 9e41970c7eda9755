namespace O2.Protocol.Mqtt;

/// <summary>A process that a <see cref="RelayRegistry"/> hears.</summary>
internal sealed class RelayCandidate(ProcessInfo process, LocalTime firstHeard)
{
    /// <summary>What it told about itself last.</summary>
    public ProcessInfo Process { get; set; } = process;

    /// <summary>When it was heard first.</summary>
    public LocalTime FirstHeard => firstHeard;

    /// <summary>Whether it has said something to us, and not only to all: then somebody is there who knows us.</summary>
    public bool HasSpoken { get; set; }

    /// <summary>When it was heard last.</summary>
    public LocalTime LastHeard { get; set; }

    /// <summary>Whether it is reached through the broker.</summary>
    public bool IsRelayed { get; set; }

    /// <summary>Whether it has said, while relayed, that it has global time.</summary>
    public bool IsSynchronized { get; set; }

    /// <summary>What has to be said to it.</summary>
    public RelayAnswer Owed { get; set; }

    /// <summary>When it may be said.</summary>
    public LocalTime AnswerDue { get; set; }
}
