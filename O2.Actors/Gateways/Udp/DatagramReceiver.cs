using O2.Protocol;

namespace O2.Actors;

/// <summary>Takes datagrams: answers clock questions at once, hands clock answers to the clock, and routes the rest; O2lite clients are served first.</summary>
/// <remarks>
/// Runs on the socket's receiving thread. A datagram that is no message is ignored, and one on which we fail is reported; the port works on (R3.80).
/// </remarks>
internal sealed class DatagramReceiver(ProcessCore core, GatewaySockets sockets, Action<Exception> failed) : IDatagramHandler
{
    private readonly byte[] _arrival = new byte[ProtocolLimits.MaxDatagramBytes];
    private readonly AddressCache _addresses = new();

    public bool WantsSender => core.LiteHost is not null;

    public Memory<byte> GetReceiveBuffer() => _arrival;

    public void OnDatagram(int count, DatagramSender sender)
    {
        if (count == 0)
            return;
        try
        {
            Take(count, sender);
        }
        catch (Exception e)
        {
            failed(e);
        }
    }

    private void Take(int count, DatagramSender sender)
    {
        if (!MessageDecoder.TryDecode(_arrival.AsSpan(0, count), _addresses, out var message, out var error))
            OnMalformed(error);
        else if (core.LiteHost?.TryReceive(message, sender, sockets) != true && !core.SystemEndpoint.TryHandleDatagram(message))
            core.Router.Route(message, MessageSource.Datagram);
    }

    private void OnMalformed(O2ParseError error)
    {
        core.Counters.CountMalformedDatagram();
        core.Warnings.Write(core.Warnings.Strangers, $"A datagram is no message and dropped: {error}.");
    }
}
