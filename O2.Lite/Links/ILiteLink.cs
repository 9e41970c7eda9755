using System.Diagnostics.CodeAnalysis;
using O2.Protocol;

namespace O2.Lite;

/// <summary>A connection to a host. No member waits, and none throws for what the network or the host does.</summary>
/// <remarks>Not thread-safe; opened by being made. What comes is taken out by polling, so that nobody but the poller calls anything.</remarks>
internal interface ILiteLink : IDisposable
{
    /// <summary>Where the connection stands; changes in <see cref="Poll"/>, and when a send or a receipt finds the connection broken.</summary>
    LinkState State { get; }

    /// <summary>Why it is closed.</summary>
    string Problem { get; }

    /// <summary>The address of this end, first octet in the highest byte; 0 where it has no meaning.</summary>
    uint LocalIp { get; }

    /// <summary>The UDP port of this end; 0 where it has none.</summary>
    int UdpPort { get; }

    /// <summary>Bytes that wait to be sent.</summary>
    int QueuedBytes { get; }

    /// <summary>Goes on with opening and sending.</summary>
    void Poll();

    /// <summary>Takes a message that has come.</summary>
    /// <returns>False when there is none now.</returns>
    bool TryReceive([NotNullWhen(true)] out O2Message? message);

    /// <summary>Sends a message, or keeps it until there is room on the way.</summary>
    /// <returns>False when the message cannot be written for this host.</returns>
    bool TrySend(O2Message message);

    /// <summary>Has an action called, once and from any thread, when opening, sending or receiving can go on.</summary>
    void WakeOnProgress(Action wake);

    /// <summary>Tells the host that nothing more will come; it closes then, and by that shows that all has arrived.</summary>
    void EndSending();
}
