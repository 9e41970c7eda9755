using O2.Actors;

namespace O2.Cli;

/// <summary>A part of a host by which clients of one kind join: O2lite, the web; OSC, MQTT and MIDI are to come.</summary>
internal interface IHostPart : IAsyncDisposable
{
    /// <summary>The bridge whose clients they are.</summary>
    Bridge Bridge { get; }

    /// <summary>Where clients find it.</summary>
    string Address { get; }

    /// <summary>What a user has to know about that.</summary>
    string Hint { get; }
}
