using System.Buffers;
using Akka.Actor;
using O2.Protocol;
using O2.Protocol.Mqtt;

namespace O2.Actors;

/// <summary>MQTT by our own client: an <see cref="MqttSession"/> that is shared by who publishes, the thread that receives, and an actor that connects.</summary>
/// <remarks>Thread-safe: a short lock around the session; what need not be acknowledged goes past it to the queue of the connection.</remarks>
internal sealed class OwnMqttClient : IMqttClient
{
    private const int StackBytes = 512;
    private readonly MqttSetup _setup;
    private readonly ProcessEnvironment _environment;
    private readonly MqttSession _session;
    private readonly IActorRef _actor;
    private readonly Lock _lock = new();
    private readonly Signal _acknowledged;
    private MqttConnection? _connection;         // guarded by the lock
    private volatile MqttConnection? _online;

    /// <summary>Makes the client; it connects at once.</summary>
    /// <param name="environment">Network and clock.</param>
    /// <param name="setup">The broker, and what it is told.</param>
    /// <param name="actors">Where the actor is made.</param>
    public OwnMqttClient(ProcessEnvironment environment, MqttSetup setup, IActorRefFactory actors)
    {
        _environment = environment;
        _setup = setup;
        _session = new MqttSession(setup.Connect, setup.Topics, setup.Options.Quality, setup.QueueBytes);
        _acknowledged = new Signal(environment.Background);
        _actor = actors.ActorOf(MqttClientActor.PropsFor(environment, setup, this));
        _actor.Tell(MqttClientActor.Connect.Instance);
    }

    public SendStatus CanPublish => _online is not { } connection ? SendStatus.NoService : IsFull() ? SendStatus.Blocked : connection.Outbound.CanSend;

    public bool IsOverfull => _online is { } connection && (connection.Outbound.IsOverfull || HasTooManyUnacknowledged());

    /// <summary>When <see cref="HandleDeadline"/> wants to be called.</summary>
    public LocalTime NextDeadline
    {
        get
        {
            lock (_lock)
                return _session.NextDeadline;
        }
    }

    public SendStatus Publish(string topic, ReadOnlySpan<byte> payload, MqttQuality quality, bool always = false)
    {
        if (_online is not { } connection)
            return SendStatus.NoService;
        return quality == MqttQuality.AtLeastOnce ? PublishKept(connection, topic, payload, always) : Publish(connection, topic, payload, always);
    }

    public Task WaitForRoomAsync()
    {
        lock (_lock)
        {
            return _online is not { } connection ? Task.CompletedTask
                : IsFull() ? _acknowledged.Next()
                : connection.Outbound.WaitForRoomAsync(MqttLimits.MaxPacketBytes);
        }
    }

    /// <summary>Not only while the broker has accepted us: its answers, too, come by a connection that was paused.</summary>
    public void Resume()
    {
        MqttConnection? connection;
        lock (_lock)
            connection = _connection;
        connection?.Resume();
    }

    public void Leave(TimeSpan limit) => _actor.Tell(new MqttClientActor.Leave(limit));

    /// <summary>Begins the conversation on a connection that was made.</summary>
    public void Begin(IStreamConnection stream)
    {
        var connection = new MqttConnection(this, stream, _setup, _environment.Background);
        Change(session =>
        {
            _connection = connection;
            session.HandleConnected(_environment.Clock.Now);
            return true;
        });
        connection.Start();
    }

    public void HandleDeadline() => Change(session =>
    {
        if (_connection is { IsPaused: true })
            session.HandleHeard(_environment.Clock.Now);   // who does not read hears no answer
        session.HandleDeadline(_environment.Clock.Now);
        return true;
    });

    /// <summary>Ends the conversation in order; the actor is told when that is done.</summary>
    public void BeginToLeave(TimeSpan limit) => Change(session =>
    {
        session.Leave(_environment.Clock.Now, limit.TotalSeconds);
        return true;
    });

    /// <summary>Said by a connection: bytes have come.</summary>
    public void OnHeard()
    {
        lock (_lock)
            _session.HandleHeard(_environment.Clock.Now);
    }

    /// <summary>Said by a connection: what has come cannot be MQTT.</summary>
    public void OnMalformed(MqttConnection connection) => ChangeOf(connection, session => session.HandleMalformed());

    /// <summary>Said by a connection: it has ended.</summary>
    public void OnClosed(MqttConnection connection, string reason) => ChangeOf(connection, session => session.HandleClosed(reason));

    /// <summary>Said by a connection: a packet has come that is no message.</summary>
    public void OnPacket(MqttHeader header, ReadOnlySpan<byte> body)
    {
        lock (_lock)
        {
            _session.HandlePacket(_environment.Clock.Now, header, body);
            Drain();
            if (header.Type == MqttPacketType.PublishAnswer)
                _acknowledged.Raise();
        }
    }

    /// <summary>Said by a connection: a message has come, with this id if it wants to be acknowledged; false when it is not to be handed on.</summary>
    public bool OnPublish(ushort packetId)
    {
        lock (_lock)
        {
            bool isWanted = _session.HandlePublish(_environment.Clock.Now, packetId);
            Drain();
            return isWanted;
        }
    }

    /// <summary>Whether as much as may waits for its acknowledgement.</summary>
    private bool IsFull()
    {
        if (!_setup.Options.Acknowledge)
            return false;
        lock (_lock)
            return _session.IsFull;
    }

    /// <summary>Whether more messages wait for their acknowledgement than may; only those that are taken always get that far.</summary>
    private bool HasTooManyUnacknowledged()
    {
        lock (_lock)
            return _session.Unacknowledged > MqttLimits.MaxUnacknowledged;
    }

    private SendStatus PublishKept(MqttConnection connection, string topic, ReadOnlySpan<byte> payload, bool always)
    {
        if (!always && connection.Outbound.CanSend == SendStatus.Blocked)
            return SendStatus.Blocked;
        lock (_lock)
        {
            bool isTaken = _session.TryPublish(_environment.Clock.Now, topic, payload, always);
            Drain();
            return isTaken ? SendStatus.Sent : SendStatus.Blocked;
        }
    }

    private static SendStatus Publish(MqttConnection connection, string topic, ReadOnlySpan<byte> payload, bool always)
    {
        const MqttQuality quality = MqttQuality.AtMostOnce;
        int size = MqttWriter.PublishSize(topic, payload.Length, quality);
        byte[]? rented = size > StackBytes ? ArrayPool<byte>.Shared.Rent(size) : null;
        Span<byte> packet = (rented ?? stackalloc byte[StackBytes])[..size];
        payload.CopyTo(MqttWriter.PublishHead(packet, topic, payload.Length, quality));
        var status = connection.Outbound.Add(packet, always);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return status;
    }

    private void ChangeOf(MqttConnection connection, Action<MqttSession> change) => Change(session =>
    {
        if (ReferenceEquals(_connection, connection))
            change(session);
        return true;
    });

    private bool Change(Func<MqttSession, bool> change)
    {
        lock (_lock)
        {
            bool result = change(_session);
            Drain();
            return result;
        }
    }

    /// <summary>Under the lock: queues and mailboxes take what there is, nobody waits.</summary>
    private void Drain()
    {
        while (_session.TryDequeueOutput(out var output))
        {
            switch (output)
            {
                case MqttOutput.Send send:
                    _connection!.Outbound.Add(send.Packet, always: true);
                    break;
                case MqttOutput.Online:
                    _online = _connection;
                    _actor.Tell(MqttClientActor.Online.Instance);
                    _setup.Handler.OnOnline();
                    break;
                case MqttOutput.Ended ended:
                    OnEnded(ended.Reason);
                    break;
            }
        }
    }

    private void OnEnded(string? reason)
    {
        var connection = _connection;
        _connection = _online = null;
        _acknowledged.Raise();
        if (reason is null)
        {
            _actor.Tell(new MqttClientActor.Left(connection));
            return;
        }

        connection?.Close();
        _actor.Tell(new MqttClientActor.Lost(reason));
    }
}
