namespace O2.Lite;

/// <summary>What a <see cref="LiteSession"/> wants to be done.</summary>
internal enum LiteOutputKind
{
    /// <summary>Open a connection to <see cref="LiteOutput.Host"/>.</summary>
    Connect,

    /// <summary>Close the connection.</summary>
    Disconnect,

    /// <summary>Send <see cref="LiteOutput.Message"/> to the host.</summary>
    Send,

    /// <summary>Give <see cref="LiteOutput.Message"/>, which is late by <see cref="LiteOutput.Lateness"/>, to the methods.</summary>
    Deliver,

    /// <summary><see cref="LiteOutput.Service"/> has <see cref="LiteOutput.Status"/>.</summary>
    Status,

    /// <summary>The services and taps of the ensemble are <see cref="LiteOutput.Listing"/>.</summary>
    Listing,
}
