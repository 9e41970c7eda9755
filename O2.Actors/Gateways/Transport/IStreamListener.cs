namespace O2.Actors;

/// <summary>A listening stream socket; disposing it ends the listening, not the connections it has accepted.</summary>
internal interface IStreamListener : IDisposable
{
    /// <summary>The port that others connect to.</summary>
    int Port { get; }
}
