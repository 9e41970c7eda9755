namespace O2.Actors;

/// <summary>A listening stream socket; disposing it ends the listening, not the connections it has accepted.</summary>
internal interface IStreamListener : IDisposable
{
    /// <summary>The port that others connect to.</summary>
    int Port { get; }

    /// <summary>Begins to accept. Called once; connections that came before are accepted now.</summary>
    /// <param name="accepted">Called for each accepted connection, which is not started yet.</param>
    void Start(Action<IStreamConnection> accepted);
}
