using System.Net;
using System.Security.Cryptography;
using Akka.Actor;
using Akka.Event;
using O2.Protocol;
using O2.Protocol.Stun;

namespace O2.Actors;

/// <summary>Drives a <see cref="StunQuery"/>: asks the servers for the public address, tells its parent, and stops.</summary>
/// <remarks>
/// One state. Host names are looked up meanwhile, so that one that nobody answers for delays nothing; everything ends with the limit of the options.
/// Supervised by <see cref="EnsembleActor"/>, which goes online when this actor has stopped, whatever it has found.
/// </remarks>
internal sealed class PublicAddressActor : ReceiveActor, IWithTimers
{
    private const string DeadlineTimer = "deadline";
    private readonly ProcessCore _core;
    private readonly StunOptions _options;
    private readonly StunQuery _query;
    private readonly IPEndPoint[] _servers;
    private readonly StunTransactionId[] _ids;
    private readonly CancellationTokenSource _end = new();
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private IDatagramSocket? _socket;

    public PublicAddressActor(ProcessCore core)
    {
        _core = core;
        _options = core.Options.Stun;
        _query = new StunQuery(core.Clock.Now, _options.Timeout.TotalSeconds, _options.Servers.Count);
        _servers = new IPEndPoint[_options.Servers.Count];
        _ids = [.. _options.Servers.Select(_ => StunTransactionId.Read(RandomNumberGenerator.GetBytes(StunTransactionId.Bytes)))];
        Receive<Resolved>(OnResolved);
        Receive<Unresolved>(OnUnresolved);
        Receive<Answered>(answer => { _query.HandleResponse(answer.Id, answer.Address); Drain(); });
        Receive<Deadline>(_ => { _query.HandleDeadline(_core.Clock.Now); Drain(); });
    }

    private sealed record Resolved(int Server, IPAddress Address);

    private sealed record Unresolved(int Server, Exception Cause);

    private sealed record Answered(StunTransactionId Id, uint Address);

    private sealed record Deadline
    {
        public static readonly Deadline Instance = new();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props PropsFor(ProcessCore core) => Props.Create(() => new PublicAddressActor(core));

    protected override void PreStart()
    {
        var self = Self;
        _socket = _core.Environment.Transport.OpenDatagrams(GatewaySockets.BindAddress(_core.Options), 0);
        _socket.Start(new Receiver(_ids, (id, address) => self.Tell(new Answered(id, address))));
        for (int i = 0; i < _servers.Length; i++)
        {
            int server = i;
            _core.Environment.Transport.ResolveAsync(_options.Servers[server].Host, _end.Token)
                .PipeTo(Self, success: address => new Resolved(server, address), failure: e => new Unresolved(server, e));
        }

        Drain();
    }

    protected override void PostStop()
    {
        _end.Cancel();
        _end.Dispose();
        _socket?.Dispose();
    }

    private void OnResolved(Resolved found)
    {
        _servers[found.Server] = new IPEndPoint(found.Address, _options.Servers[found.Server].Port);
        _query.Ask(_core.Clock.Now, found.Server, _ids[found.Server]);
        Drain();
    }

    private void OnUnresolved(Unresolved failed)
    {
        _log.Warning("STUN server [{0}] is not found: {1}", _options.Servers[failed.Server].Host, failed.Cause.Message);
        _query.GiveUp();
        Drain();
    }

    private void Drain()
    {
        Span<byte> bytes = stackalloc byte[StunBinding.RequestBytes];
        while (_query.TryDequeueRequest(out var request))
        {
            StunBinding.WriteRequest(bytes, request.Id);
            _socket!.Send(bytes, _servers[request.Server]);
        }

        if (_query.IsOver)
            Finish();
        else
            Timers.Arm(DeadlineTimer, Deadline.Instance, _query.NextDeadline, _core.Clock.Now);
    }

    private void Finish()
    {
        if (_query.Address != 0)
            _log.Info("The public address of this machine is [{0}].", IpNumber.ToAddress(_query.Address));
        else
            _log.Warning("The public address is not known: no STUN server has answered within {0} s. The process goes on without it.", _options.Timeout.TotalSeconds);
        Context.Parent.Tell(new EnsembleProtocol.Located(_query.Address));
        Context.Stop(Self);
    }

    /// <summary>Runs on the socket's thread: lets only answers to our requests through, so that nobody else can fill the mailbox.</summary>
    private sealed class Receiver(StunTransactionId[] ids, Action<StunTransactionId, uint> answered) : IDatagramHandler
    {
        private readonly byte[] _datagram = new byte[ProtocolLimits.MaxDatagramBytes];

        public bool WantsSender => false;

        public Memory<byte> GetReceiveBuffer() => _datagram;

        public void OnDatagram(int count, DatagramSender sender)
        {
            if (StunBinding.TryReadResponse(_datagram.AsSpan(0, count), out var id, out uint address) && ids.Contains(id))
                answered(id, address);
        }
    }
}
