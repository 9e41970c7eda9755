namespace O2.Cli;

/// <summary>Whether the host keeps the ensemble's clock.</summary>
internal enum ClockChoice
{
    /// <summary>When nobody else does, also later.</summary>
    Auto,

    /// <summary>From the start.</summary>
    Yes,

    /// <summary>Never.</summary>
    No,
}
