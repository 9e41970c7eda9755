using System.Buffers;
using O2.Protocol;
using O2.Protocol.Osc;

namespace O2.Actors;

/// <summary>Answers by the TCP connection that has sent last, in its own framing.</summary>
internal sealed class OscReplyLink(ProcessCore core, string service, bool convertsTime, OscCounters counters)
    : OscLink(core, service, convertsTime, OscStreamReader.MaxPacketBytes, counters)
{
    private volatile OscConnection? _sender;
    private volatile bool _isClosed;

    public override bool HasRoom => _sender?.Outbound.CanSend == SendStatus.Sent;

    /// <summary>Answers go there from now on.</summary>
    public void Answer(OscConnection sender) => _sender = sender;

    /// <summary>Whoever has sent is gone.</summary>
    public void Forget(OscConnection sender)
    {
        if (_sender == sender)
            _sender = null;
    }

    public override Task WaitForRoomAsync(O2Message message) => _sender is { Framing: { } framing } sender
        ? sender.Outbound.WaitForRoomAsync(OscStreamWriter.GetMaxSize(Measure(message), framing))
        : Task.CompletedTask;

    public override void Close() => _isClosed = true;

    protected override SendStatus Send(ReadOnlySpan<byte> packet, bool isReliable)
    {
        if (_isClosed || _sender is not { Framing: { } framing } sender)
            return SendStatus.NoService;
        byte[] frame = ArrayPool<byte>.Shared.Rent(OscStreamWriter.GetMaxSize(packet.Length, framing));
        var status = sender.Outbound.Add(frame.AsSpan(0, OscStreamWriter.Write(packet, framing, frame)));
        ArrayPool<byte>.Shared.Return(frame);
        return status;
    }
}
