namespace O2.Cli;

/// <summary>A part of a host by which clients of one kind join: O2lite, the web, OSC.</summary>
internal interface IHostPart : IAsyncDisposable
{
    /// <summary>The way by which they join: <c>o2lite</c>, <c>web</c>, <c>osc in</c>, <c>osc out</c>.</summary>
    string Name { get; }

    /// <summary>How many are connected.</summary>
    int Clients { get; }

    /// <summary>Where clients find it.</summary>
    string Address { get; }

    /// <summary>What a user has to know about that.</summary>
    string Hint { get; }
}
