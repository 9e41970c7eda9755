namespace O2.Cli;

/// <summary>How far the host reaches.</summary>
internal enum NetworkChoice
{
    /// <summary>Other programs of this computer only.</summary>
    Localhost,

    /// <summary>The local network.</summary>
    Local,

    /// <summary>The Internet: the host learns its public address when it starts.</summary>
    Internet,
}
