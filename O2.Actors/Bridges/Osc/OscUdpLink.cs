using System.Net;
using O2.Protocol;

namespace O2.Actors;

/// <summary>Sends packets as datagrams, those of reliable messages, too. While nobody is known to send to, they cannot be taken.</summary>
internal sealed class OscUdpLink(ProcessCore core, string service, bool convertsTime, OscCounters counters, IDatagramSocket socket, Action closed)
    : OscLink(core, service, convertsTime, ProtocolLimits.MaxDatagramBytes, counters)
{
    private readonly Lock _lock = new();
    private readonly Signal _known = new(core.Environment.Background);
    private volatile IPEndPoint? _target;
    private volatile bool _isClosed;

    /// <summary>Where packets go; null while that is not known.</summary>
    public IPEndPoint? Target
    {
        get => _target;
        set
        {
            lock (_lock)
                _target = value;
            _known.Raise();
        }
    }

    public override bool HasRoom => _target is not null;

    public override Task WaitForRoomAsync(O2Message message)
    {
        lock (_lock)
            return _target is not null || _isClosed ? Task.CompletedTask : _known.Next();
    }

    public override void Close()
    {
        lock (_lock)
            _isClosed = true;
        _known.Raise();
        closed();
    }

    /// <remarks>What the system refuses, for example because there is no way to the target, cannot be tried again with success soon.</remarks>
    protected override SendStatus Send(ReadOnlySpan<byte> packet, bool isReliable) =>
        _isClosed ? SendStatus.NoService
        : _target is not { } target ? SendStatus.Blocked
        : socket.Send(packet, target) ? SendStatus.Sent
        : isReliable ? SendStatus.NoService
        : SendStatus.Blocked;
}
