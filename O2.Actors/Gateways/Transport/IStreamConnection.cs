using System.Net;

namespace O2.Actors;

/// <summary>One connected byte stream in both directions.</summary>
internal interface IStreamConnection : IDisposable
{
    /// <summary>The address and port of the other side.</summary>
    IPEndPoint RemoteEndPoint { get; }

    /// <summary>Begins to receive. Called once; from now on the handler is called.</summary>
    void Start(IStreamHandler handler);

    /// <summary>Goes on receiving. Called once, on any thread, for each time that <see cref="IStreamHandler.OnReceived"/> returned false.</summary>
    void Resume();

    /// <summary>Begins to send all of <paramref name="bytes"/>, which must stay unchanged until they are sent.</summary>
    /// <returns>True when the system has taken them all; false when <see cref="IStreamHandler.OnSent"/> will say so.</returns>
    /// <remarks>Never blocks. One send at a time: the caller waits for the end of the one before.</remarks>
    bool Send(ReadOnlyMemory<byte> bytes);

    /// <summary>Ends the sending side after what was sent (FIN); the other side's end then closes the connection.</summary>
    void Shutdown();
}
