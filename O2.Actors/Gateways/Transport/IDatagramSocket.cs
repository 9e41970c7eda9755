using System.Net;

namespace O2.Actors;

/// <summary>A datagram socket.</summary>
internal interface IDatagramSocket : IDisposable
{
    /// <summary>The local port.</summary>
    int Port { get; }

    /// <summary>Begins to receive. Called once; datagrams that came before are received now.</summary>
    void Start(IDatagramHandler handler);

    /// <summary>Sends one datagram; what the system does not take is lost, as best effort means.</summary>
    /// <returns>False when the system refused it, for example because it is too large.</returns>
    /// <remarks>Thread-safe. Never blocks.</remarks>
    bool Send(ReadOnlySpan<byte> datagram, IPEndPoint destination);
}
