namespace O2.Lite;

/// <summary>Where a connection stands.</summary>
internal enum LinkState
{
    /// <summary>It is being opened.</summary>
    Opening,

    /// <summary>Messages can go both ways.</summary>
    Open,

    /// <summary>It could not be opened, or has ended.</summary>
    Closed,
}
