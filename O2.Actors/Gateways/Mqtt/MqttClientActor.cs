using Akka.Actor;
using O2.Protocol;
using O2.Protocol.Mqtt;

namespace O2.Actors;

/// <summary>Drives an <see cref="OwnMqttClient"/>: connects, tries again after growing pauses, and watches its deadlines.</summary>
/// <remarks>
/// States: Trying (connecting, conversing or pausing: the client knows) -> (Leave) Leaving -> stopped. Supervised by <see cref="BrokerActor"/>: resume.
/// </remarks>
internal sealed class MqttClientActor : ReceiveActor, IWithTimers
{
    private const string DeadlineTimer = "deadline";
    private const string ConnectTimer = "connect";
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);
    private readonly ProcessEnvironment _environment;
    private readonly MqttSetup _setup;
    private readonly OwnMqttClient _client;
    private readonly ReconnectPause _pause;
    private ConnectAttempt? _attempt;

    public MqttClientActor(ProcessEnvironment environment, MqttSetup setup, OwnMqttClient client)
    {
        _environment = environment;
        _setup = setup;
        _client = client;
        _pause = new ReconnectPause(new Random(environment.NewSeed()));
        Trying();
    }

    /// <summary>Sent by the client's session: the broker has accepted us.</summary>
    public sealed record Online
    {
        public static readonly Online Instance = new();
    }

    /// <summary>Sent by the client's session: the conversation has ended, but not because we left.</summary>
    public sealed record Lost(string Reason);

    /// <summary>Sent by the client's session: nothing is left but to send what waits.</summary>
    public sealed record Left(MqttConnection? Connection);

    /// <summary>Sent by the user: leave within so much time.</summary>
    public sealed record Leave(TimeSpan Limit);

    /// <summary>Sent by the client that is made, and by the timer: try the broker.</summary>
    public sealed record Connect
    {
        public static readonly Connect Instance = new();
    }

    private sealed record Connected(ConnectAttempt Attempt);

    private sealed record NotConnected(ConnectAttempt Attempt, string Reason);

    private sealed record ConnectTooSlow
    {
        public static readonly ConnectTooSlow Instance = new();
    }

    private sealed record Deadline
    {
        public static readonly Deadline Instance = new();
    }

    private sealed record Sent(MqttConnection Connection);

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props PropsFor(ProcessEnvironment environment, MqttSetup setup, OwnMqttClient client) =>
        Props.Create(() => new MqttClientActor(environment, setup, client));

    protected override void PostStop() => _attempt?.Dispose();

    private void Trying()
    {
        Receive<Connect>(_ => OnConnect());
        Receive<Connected>(connected => connected.Attempt == _attempt, _ => OnConnected());
        Receive<NotConnected>(failed => failed.Attempt == _attempt, failed => OnFailed($"The broker {_setup.Options.Broker}, port {_setup.Options.ActualPort}, cannot be reached: {failed.Reason}"));
        Receive<ConnectTooSlow>(_ => OnFailed($"The broker {_setup.Options.Broker}, port {_setup.Options.ActualPort}, does not answer."));
        Receive<Online>(_ => _pause.Reset());
        Receive<Lost>(lost => OnFailed(lost.Reason));
        Receive<Deadline>(_ => OnDeadline());
        Receive<Leave>(OnLeave);
        ReceiveAny(_ => { });   // of an attempt that was given up
    }

    private void Leaving()
    {
        Receive<Deadline>(_ => OnDeadline());
        Receive<Left>(OnLeft);
        Receive<Lost>(_ => Finish(null));
        Receive<Sent>(sent => Finish(sent.Connection));
        ReceiveAny(_ => { });
    }

    private void OnConnect()
    {
        var attempt = _attempt = new ConnectAttempt(cancellation => BrokerStream.ConnectAsync(_environment.Transport, _setup.Options, cancellation));
        attempt.PipeTo(Self, new Connected(attempt), e => new NotConnected(attempt, e.Message));
        Timers.StartSingleTimer(ConnectTimer, ConnectTooSlow.Instance, ConnectLimit);
    }

    private void OnConnected()
    {
        Timers.Cancel(ConnectTimer);
        _client.Begin(_attempt!.Take());
        EndAttempt();
        Arm();
    }

    private void OnFailed(string reason)
    {
        EndAttempt();
        Timers.CancelAll();
        var pause = TimeSpan.FromSeconds(_pause.Next());
        _setup.Handler.OnOffline(reason, pause);
        Timers.StartSingleTimer(ConnectTimer, Connect.Instance, pause);
    }

    private void OnDeadline()
    {
        _client.HandleDeadline();
        Arm();
    }

    private void OnLeave(Leave leave)
    {
        Timers.CancelAll();
        EndAttempt();
        Become(Leaving);
        if (_client.NextDeadline == LocalTime.Never)
        {
            Finish(null);
            return;
        }

        _client.BeginToLeave(leave.Limit);
        Arm();
    }

    /// <summary>DISCONNECT waits to be sent, behind all that was published. A broker that takes nothing more is left without it.</summary>
    private void OnLeft(Left left)
    {
        if (left.Connection is not { } connection)
        {
            Finish(null);
            return;
        }

        var sent = new Sent(connection);
        connection.Outbound.DrainAsync().PipeTo(Self, success: () => sent);
        Timers.StartSingleTimer(DeadlineTimer, sent, PeerActor.EndGrace);
    }

    private void Finish(MqttConnection? connection)
    {
        connection?.Shutdown();
        _setup.Handler.OnLeft();
        Context.Stop(Self);
    }

    private void EndAttempt()
    {
        _attempt?.Dispose();
        _attempt = null;
    }

    private void Arm()
    {
        var next = _client.NextDeadline;
        if (next != LocalTime.Never)
            Timers.StartSingleTimer(DeadlineTimer, Deadline.Instance, TimeSpan.FromSeconds(Math.Max(0, next - _environment.Clock.Now)));
    }
}
