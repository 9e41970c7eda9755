namespace O2.Actors;

/// <summary>What the user of an <see cref="IDatagramSocket"/> is told, on any thread, never two calls at once.</summary>
internal interface IDatagramHandler
{
    /// <summary>Whether the handler wants to know where datagrams came from, which costs the socket a little.</summary>
    bool WantsSender { get; }

    /// <summary>Gives memory for the next datagram, at least <c>ProtocolLimits.MaxDatagramBytes</c>.</summary>
    Memory<byte> GetReceiveBuffer();

    /// <summary>A datagram of that many bytes (0 is possible) was written at the start of the memory given last.</summary>
    /// <param name="count">How many bytes.</param>
    /// <param name="sender">Where it came from; maybe all zero when nobody wanted to know.</param>
    void OnDatagram(int count, DatagramSender sender);
}
