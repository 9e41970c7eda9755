using O2.Actors.Tests.Vectors;
using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Discovery;

/// <summary>One end of a simulated TCP connection, with the session that runs there. Messages cross it as bytes, in order.</summary>
internal sealed class SimulatedEnd(SimulatedProcess process, PeerSession session)
{
    private LocalTime _lastArrival;
    private bool _isClosed;

    public PeerSession Session { get; } = session;

    public SimulatedEnd? Other { get; set; }

    /// <summary>Whether the peer has got our state, and so gets every further announcement.</summary>
    public bool GetsAnnouncements { get; set; }

    public bool IsOpen => !_isClosed && Session.State == PeerState.Open;

    private SimulatedNetwork Network => process.Network;

    public void Transmit(O2Message message)
    {
        byte[] frame = Wire.EncodeTcp(message);
        process.Sent.Add(Convert.ToHexStringLower(frame));
        if (!_isClosed && Other is { } other)
            Arrive(() => other.Receive(Wire.Decode(frame.AsSpan(4))));
    }

    public void HandleConnected()
    {
        Session.HandleConnected(Network.Now);
        process.Drive(this);
    }

    public void HandleClosed()
    {
        _isClosed = true;
        Session.HandleClosed();
        process.Drive(this);
    }

    public void HandleDeadline()
    {
        Session.HandleDeadline(Network.Now);
        process.Drive(this);
    }

    /// <summary>Closes the connection; the other end notices when all that was sent before has arrived.</summary>
    public void Close()
    {
        if (!_isClosed)
        {
            _isClosed = true;
            Arrive(() => Other?.NoticeClose());
        }
    }

    /// <summary>Both ends notice at once that the connection is gone.</summary>
    public void Break()
    {
        Other?.NoticeClose();
        NoticeClose();
    }

    private void NoticeClose()
    {
        if (!_isClosed)
            HandleClosed();
    }

    private void Receive(O2Message message)
    {
        if (!_isClosed && !process.IsDeaf && !Session.HandleMessage(Network.Now, message))
            process.Delivered.Add(message);

        process.Drive(this);
    }

    private void Arrive(Action action)
    {
        LocalTime arrival = Network.Now + Network.Latency();
        _lastArrival = arrival < _lastArrival ? _lastArrival : arrival;
        Network.At(_lastArrival, action);
    }
}
