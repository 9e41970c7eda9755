using System.Threading.Channels;
using Akka.Actor;
using O2.Protocol.Mqtt;

namespace O2.Actors.Tests.Mqtt;

/// <summary>The user of an MQTT client as processes have it, over real sockets: our own, and in <c>nuget</c> mode MQTTnet.</summary>
internal sealed class MqttUser : IMqttHandler, IAsyncDisposable
{
    public const string Left = "left", Online = "online", Skipped = "skipped";
    private readonly ActorSystem _system = ActorSystem.Create("mqtt", ProcessActorSystem.Config);
    private readonly ProcessEnvironment _environment = ProcessEnvironment.CreateReal(isRealTime: false);
    private readonly Channel<string> _told = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public MqttUser(int port, string topic, bool acknowledge = false, int expected = 1)
    {
        Heard = new Recorder<int>(expected);
        var setup = new MqttSetup(
            new MqttOptions { Broker = "127.0.0.1", Port = port, Acknowledge = acknowledge },
            new MqttConnect(MqttConnect.NewClientId(Random.Shared)) { WillTopic = "wills", WillPayload = new byte[] { 1, 2, 3 } },
            [topic],
            QueueBytes: 1 << 20,
            this);
        Client = _environment.CreateMqttClient(_environment, setup, _system);
    }

    public IMqttClient Client { get; }

    /// <summary>The numbers with which messages began.</summary>
    public Recorder<int> Heard { get; }

    /// <summary>Completes when the first message has come.</summary>
    public Task FirstHeard => _heard.Task.WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>Whether it wants to pause when it has a message.</summary>
    public bool Pauses { get; set; }

    /// <summary>What the client has told next, besides messages.</summary>
    public async Task<string> NextAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await _told.Reader.ReadAsync(limit.Token);
    }

    /// <summary>Whether the client has told something that was not asked for yet.</summary>
    public bool IsToldMore => _told.Reader.Count > 0;

    /// <summary>Publishes a message that begins with a number, when there is room.</summary>
    public async Task PublishAsync(string topic, int number, int length, MqttQuality quality)
    {
        byte[] payload = new byte[length];
        BitConverter.TryWriteBytes(payload, number);
        while (Client.Publish(topic, payload, quality) != SendStatus.Sent)
            await Client.WaitForRoomAsync().WaitAsync(TimeSpan.FromSeconds(20));
    }

    public void OnOnline() => _told.Writer.TryWrite(Online);

    public void OnOffline(string reason, TimeSpan pause) => _told.Writer.TryWrite(reason);

    public void OnMessage(string topic, Span<byte> payload)
    {
        Heard.Add(BitConverter.ToInt32(payload));
        _heard.TrySetResult();
    }

    public void OnSkipped(int bytes) => _told.Writer.TryWrite(Skipped);

    public bool TryPause() => Pauses && Heard.Count > 0;

    public void OnLeft()
    {
        _told.Writer.TryWrite(Left);
        _left.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_left.Task.IsCompleted)
            Client.Leave(TimeSpan.Zero);
        await _left.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await _system.Terminate();
        _environment.SocketThread?.Dispose();
    }
}
