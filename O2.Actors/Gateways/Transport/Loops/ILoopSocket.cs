using System.Net.Sockets;

namespace O2.Actors;

/// <summary>A socket that a <see cref="SocketLoop"/> serves. Its methods are called on the loop's thread only; what they throw ends the socket.</summary>
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

    /// <summary>Ends the socket: the system says that it is over, or serving it has failed. What was not received is lost.</summary>
    void Fail(Exception error);
}
