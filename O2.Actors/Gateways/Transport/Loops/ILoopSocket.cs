using System.Net.Sockets;

namespace O2.Actors;

/// <summary>A socket that a <see cref="SocketLoop"/> serves. Its methods are called on the loop's thread only, and must not throw.</summary>
internal interface ILoopSocket
{
    /// <summary>The socket; it does not block.</summary>
    Socket Socket { get; }

    /// <summary>Whether something waits to be sent, and the loop has to say when there is room for it.</summary>
    bool HasUnsent { get; }

    /// <summary>Whether nothing is to be received now, although something may be there.</summary>
    bool IsPaused { get; }

    /// <summary>Receives what is there; a paused socket only looks whether it is broken.</summary>
    /// <returns>False when there was nothing.</returns>
    bool Receive();

    /// <summary>Sends more of what waits.</summary>
    void SendMore();

    /// <summary>The system has ended the connection while it was paused: what was not received is lost.</summary>
    void Break();
}
