using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace O2.Protocol.Mqtt;

/// <summary>One client's conversation with a broker, over one connection after the other (MQTT 3.1.1).</summary>
/// <remarks>
/// <para>Sans-IO. After each call drain <see cref="TryDequeueOutput"/>, then arm one timer for <see cref="NextDeadline"/>; the deadline moves to an
/// earlier moment only by <see cref="HandleConnected"/> and <see cref="Leave"/>. Incoming messages do not pass through here: the driver reads them
/// (<see cref="MqttPublish"/>), asks <see cref="HandlePublish"/>, and hands them on.</para>
/// <list type="table">
/// <listheader><term>state, input</term><description>new state; output</description></listheader>
/// <item><term>Offline, connected</term><description>Connecting; Send CONNECT</description></item>
/// <item><term>Connecting, CONNACK 0</term><description>Subscribing; Send SUBSCRIBE for each topic</description></item>
/// <item><term>Connecting, CONNACK with another code, any other packet</term><description>Offline; Ended</description></item>
/// <item><term>Subscribing, SUBACK that grants the last topic</term><description>Online; Online, Send PUBLISH again (DUP) for all that is kept and not acknowledged</description></item>
/// <item><term>Subscribing, SUBACK that refuses a topic</term><description>Offline; Ended</description></item>
/// <item><term>Online, PUBACK</term><description>that message is forgotten</description></item>
/// <item><term>Online, nothing heard for 10 s, or sent for 20 s</term><description>Send PINGREQ</description></item>
/// <item><term>Online, nothing heard for 10 s more</term><description>Offline; Ended</description></item>
/// <item><term>Online, leave</term><description>Leaving until all is acknowledged, or the limit; then Offline; Send DISCONNECT, Ended</description></item>
/// <item><term>Connecting, Subscribing, 10 s</term><description>Offline; Ended</description></item>
/// <item><term>any, malformed packet, closed</term><description>Offline; Ended</description></item>
/// <item><term>any but Offline and Connecting, PUBLISH that wants it, also one that is too long to be read</term><description>Send PUBACK</description></item>
/// <item><term>any, unknown packet</term><description>skipped</description></item>
/// </list>
/// <para>Thread-safe: no. Source: MQTT 3.1.1, sections 3 and 4.</para>
/// </remarks>
/// <param name="connect">What the client tells about itself.</param>
/// <param name="topics">What it reads.</param>
/// <param name="quality">The best quality in which it wants to get that.</param>
/// <param name="maxKeptBytes">How many bytes of payload may wait for their acknowledgement, the last message not counted.</param>
public sealed class MqttSession(MqttConnect connect, IReadOnlyList<string> topics, MqttQuality quality, int maxKeptBytes)
{
    /// <summary>How long the broker may take to answer, in seconds.</summary>
    public const double AnswerLimit = 10;

    /// <summary>After how many seconds in which nothing was heard the broker is asked whether it is there.</summary>
    public const double HeardLimit = 10;

    /// <summary>After how many seconds in which nothing was sent something is.</summary>
    public const double SentLimit = 20;

    private const byte Refused = 0x80;
    private readonly Queue<MqttOutput> _outputs = new();
    private readonly Dictionary<ushort, string> _asked = [];
    private readonly List<Message> _unacknowledged = [];
    private ushort _lastId;
    private long _keptBytes;
    private LocalTime _heard, _sent, _pinged = LocalTime.Never, _limit;

    /// <summary>Without payload when it is not sent again.</summary>
    private readonly record struct Message(ushort Id, string Topic, byte[]? Payload);

    /// <summary>How far the conversation has come.</summary>
    public MqttState State { get; private set; }

    /// <summary>How many messages wait for their acknowledgement.</summary>
    public int Unacknowledged => _unacknowledged.Count;

    /// <summary>Whether as many messages, or as many bytes, wait for their acknowledgement as may.</summary>
    public bool IsFull => _unacknowledged.Count >= MqttLimits.MaxUnacknowledged || _keptBytes >= maxKeptBytes;

    /// <summary>When <see cref="HandleDeadline"/> wants to be called; <see cref="LocalTime.Never"/> while offline.</summary>
    public LocalTime NextDeadline => State switch
    {
        MqttState.Offline => LocalTime.Never,
        MqttState.Online when _pinged != LocalTime.Never => _pinged + AnswerLimit,
        MqttState.Online => LocalTime.Min(_heard + HeardLimit, _sent + SentLimit),
        _ => _limit,
    };

    /// <summary>Takes the oldest output that has not been taken yet.</summary>
    /// <param name="output">The output.</param>
    /// <returns>False when there is none.</returns>
    public bool TryDequeueOutput([NotNullWhen(true)] out MqttOutput? output) => _outputs.TryDequeue(out output);

    /// <summary>Tells that a connection to the broker is made.</summary>
    /// <param name="now">The local time.</param>
    public void HandleConnected(LocalTime now)
    {
        State = MqttState.Connecting;
        _limit = now + AnswerLimit;
        _pinged = LocalTime.Never;
        Send(now, MqttWriter.Connect(connect));
    }

    /// <summary>Tells that the connection has ended.</summary>
    /// <param name="reason">Why, for people.</param>
    public void HandleClosed(string reason) => End(reason);

    /// <summary>Tells that bytes have come: the broker is there.</summary>
    /// <param name="now">The local time.</param>
    public void HandleHeard(LocalTime now)
    {
        _heard = now;
        _pinged = LocalTime.Never;
    }

    /// <summary>Takes a packet that is no PUBLISH.</summary>
    /// <param name="now">The local time.</param>
    /// <param name="header">Its header.</param>
    /// <param name="body">Its body.</param>
    public void HandlePacket(LocalTime now, MqttHeader header, ReadOnlySpan<byte> body)
    {
        if (State == MqttState.Offline)
            return;

        if (State == MqttState.Connecting && header.Type != MqttPacketType.ConnectAnswer)
        {
            End("The broker does not begin with an answer to CONNECT.");
            return;
        }

        switch (header.Type)
        {
            case MqttPacketType.ConnectAnswer when State == MqttState.Connecting && body.Length == 2:
                HandleConnectAnswer(now, (MqttConnectCode)body[1]);
                break;
            case MqttPacketType.SubscribeAnswer when body.Length == 3:
                HandleGranted(now, BinaryPrimitives.ReadUInt16BigEndian(body), body[2]);
                break;
            case MqttPacketType.PublishAnswer when body.Length == 2:
                HandleAcknowledged(now, BinaryPrimitives.ReadUInt16BigEndian(body));
                break;
            case MqttPacketType.ConnectAnswer or MqttPacketType.SubscribeAnswer or MqttPacketType.PublishAnswer:
                HandleMalformed();
                break;
        }
    }

    /// <summary>Tells that a message has come, or one that is too long to be read; acknowledges it when it wants that.</summary>
    /// <param name="now">The local time.</param>
    /// <param name="packetId">What to acknowledge it with; 0 when it need not be.</param>
    /// <returns>False when it is not to be handed on: the broker has not accepted us yet.</returns>
    public bool HandlePublish(LocalTime now, ushort packetId)
    {
        if (State is MqttState.Offline or MqttState.Connecting)
            return false;

        if (packetId != 0)
            Send(now, MqttWriter.PublishAnswer(packetId));

        return true;
    }

    /// <summary>Tells that what has come cannot be MQTT.</summary>
    public void HandleMalformed() => End("The broker sends what is not MQTT 3.1.1.");

    /// <summary>Sends a message that is to be acknowledged, and is sent again after a lost connection until it is.</summary>
    /// <param name="now">The local time.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="payload">The payload.</param>
    /// <param name="always">Whether to send it also where <see cref="IsFull"/> is true. Then it is not sent again.</param>
    /// <returns>False when <see cref="IsFull"/> is true, or nothing can be sent now.</returns>
    public bool TryPublish(LocalTime now, string topic, ReadOnlySpan<byte> payload, bool always = false)
    {
        if (State != MqttState.Online || (IsFull && !always))
            return false;

        Message message = new(NextId(), topic, always ? null : payload.ToArray());
        _unacknowledged.Add(message);
        _keptBytes += always ? 0 : payload.Length;
        Send(now, MqttWriter.Publish(topic, payload, MqttQuality.AtLeastOnce, message.Id));
        return true;
    }

    /// <summary>Tells that <see cref="NextDeadline"/> was reached; too early a call does nothing.</summary>
    /// <param name="now">The local time.</param>
    public void HandleDeadline(LocalTime now)
    {
        if (now < NextDeadline)
            return;

        if (State == MqttState.Leaving)
        {
            Disconnect(now);
        }
        else if (State == MqttState.Online && _pinged == LocalTime.Never)
        {
            _pinged = now;
            Send(now, MqttWriter.Empty(MqttPacketType.Ping));
        }
        else
        {
            End($"The broker has not answered for {AnswerLimit:0} s.");
        }
    }

    /// <summary>Leaves in order: the broker does not publish our will.</summary>
    /// <param name="now">The local time.</param>
    /// <param name="seconds">How long to wait for acknowledgements.</param>
    public void Leave(LocalTime now, double seconds)
    {
        if (State == MqttState.Online)
        {
            State = MqttState.Leaving;
            _limit = now + seconds;
            DisconnectWhenAcknowledged(now);
        }
        else
        {
            End(null);
        }
    }

    private void HandleConnectAnswer(LocalTime now, MqttConnectCode code)
    {
        if (code != MqttConnectCode.Accepted)
        {
            End(TextOf(code));
            return;
        }

        State = MqttState.Subscribing;
        _limit = now + AnswerLimit;
        _asked.Clear();
        foreach (string topic in topics)
        {
            ushort id = NextId();
            _asked.Add(id, topic);
            Send(now, MqttWriter.Subscribe(id, topic, quality));
        }
    }

    private void HandleGranted(LocalTime now, ushort id, byte granted)
    {
        if (!_asked.Remove(id, out string? topic))
            return;

        if (granted >= Refused)
        {
            End($"The broker does not let us read the topic {topic}.");
        }
        else if (_asked.Count == 0 && State == MqttState.Subscribing)
        {
            State = MqttState.Online;
            _outputs.Enqueue(MqttOutput.Online.Instance);
            foreach (Message message in _unacknowledged)
                Send(now, MqttWriter.Publish(message.Topic, message.Payload, MqttQuality.AtLeastOnce, message.Id, isDuplicate: true));
        }
    }

    private void HandleAcknowledged(LocalTime now, ushort id)
    {
        int index = _unacknowledged.FindIndex(message => message.Id == id);
        if (index >= 0)
        {
            _keptBytes -= _unacknowledged[index].Payload?.Length ?? 0;
            _unacknowledged.RemoveAt(index);
        }

        DisconnectWhenAcknowledged(now);
    }

    private void DisconnectWhenAcknowledged(LocalTime now)
    {
        if (State == MqttState.Leaving && _unacknowledged.Count == 0)
            Disconnect(now);
    }

    private void Disconnect(LocalTime now)
    {
        Send(now, MqttWriter.Empty(MqttPacketType.Disconnect));
        End(null);
    }

    /// <summary>Ids are those of messages and of subscriptions; one that is in use is passed over.</summary>
    private ushort NextId()
    {
        do
        {
            _lastId = _lastId == ushort.MaxValue ? (ushort)1 : (ushort)(_lastId + 1);
        }
        while (_unacknowledged.Exists(message => message.Id == _lastId));
        return _lastId;
    }

    private void Send(LocalTime now, byte[] packet)
    {
        _sent = now;
        _outputs.Enqueue(new MqttOutput.Send(packet));
    }

    private void End(string? reason)
    {
        if (State != MqttState.Offline)
        {
            State = MqttState.Offline;
            _unacknowledged.RemoveAll(message => message.Payload is null);
            _outputs.Enqueue(new MqttOutput.Ended(reason));
        }
    }

    private static string TextOf(MqttConnectCode code) => code switch
    {
        MqttConnectCode.OtherVersion => "The broker does not speak MQTT 3.1.1.",
        MqttConnectCode.BadClientId => "The broker does not take our client id.",
        MqttConnectCode.Unavailable => "The broker cannot serve us now.",
        MqttConnectCode.BadCredentials => "The broker says that user name or password is wrong.",
        MqttConnectCode.NotAuthorized => "The broker does not let us in: user name or password is missing or wrong, or we may not use it.",
        _ => $"The broker refuses the connection with the unknown code {(int)code}.",
    };
}
