using System.Buffers;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using O2.Protocol.Mqtt;

namespace O2.Actors;

/// <summary>MQTT by MQTTnet.</summary>
/// <remarks>
/// Thread-safe. Compiled in <c>nuget</c> mode only, so nothing clever stands here: messages leave one after the other, the next when the one before is acknowledged.
/// An unknown topic or a broken packet is MQTTnet's affair.
/// </remarks>
internal sealed class MqttNetClient : IMqttClient
{
    private readonly MqttSetup _setup;
    private readonly MQTTnet.IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource _resumed = Completed();
    private TaskCompletionSource _lost = Completed();
    private TaskCompletionSource _room = Completed();
    private TaskCompletionSource _connected = Completed();   // guarded by the lock
    private Task _publishing = Task.CompletedTask;
    private int _waiting;
    private volatile bool _isOnline;

    public MqttNetClient(MqttSetup setup, ReconnectPause pause)
    {
        _setup = setup;
        _client.ApplicationMessageReceivedAsync += OnReceivedAsync;
        _client.DisconnectedAsync += _ =>
        {
            _lost.TrySetResult();
            return Task.CompletedTask;
        };
        _ = Task.Run(() => StayOnlineAsync(pause));
    }

    public SendStatus CanPublish => !_isOnline ? SendStatus.NoService : HasRoom ? SendStatus.Sent : SendStatus.Blocked;

    public bool IsOverfull => Volatile.Read(ref _waiting) > _setup.QueueBytes;

    private bool HasRoom => Volatile.Read(ref _waiting) < _setup.QueueBytes;

    public SendStatus Publish(string topic, ReadOnlySpan<byte> payload, MqttQuality quality, bool always = false)
    {
        if (!_isOnline || (!always && !HasRoom))
            return _isOnline ? SendStatus.Blocked : SendStatus.NoService;
        var message = new MqttApplicationMessage
        {
            Topic = topic,
            Payload = new ReadOnlySequence<byte>(payload.ToArray()),
            QualityOfServiceLevel = (MqttQualityOfServiceLevel)(int)quality,
        };
        lock (_lock)
        {
            if (!HasRoom && _room.Task.IsCompleted)
                _room = Pending();
            Interlocked.Add(ref _waiting, (int)message.Payload.Length);
            _publishing = PublishAsync(_publishing, message);   // one after the other: order is kept
        }

        return SendStatus.Sent;
    }

    public Task WaitForRoomAsync()
    {
        lock (_lock)
        {
            if (_isOnline && !HasRoom && _room.Task.IsCompleted)
                _room = Pending();
            return _room.Task;
        }
    }

    public void Resume() => _resumed.TrySetResult();

    public void Leave(TimeSpan limit) => _ = LeaveAsync(limit);

    private static TaskCompletionSource Pending() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource Completed()
    {
        var completed = Pending();
        completed.SetResult();
        return completed;
    }

    private async Task StayOnlineAsync(ReconnectPause pause)
    {
        while (!_end.IsCancellationRequested)
        {
            string reason = "The connection to the broker is lost.";
            try
            {
                _lost = Pending();
                var answer = await _client.ConnectAsync(Options(), _end.Token).ConfigureAwait(false);
                if (answer.ResultCode != MqttClientConnectResultCode.Success)
                    throw new O2Exception($"it answers [{answer.ResultCode}]; user name or password may be missing or wrong");
                foreach (string topic in _setup.Topics)
                    await SubscribeAsync(topic).ConfigureAwait(false);
                pause.Reset();
                _isOnline = true;
                LetWaitingGoOn();
                _setup.Handler.OnOnline();
                await _lost.Task.WaitAsync(_end.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_end.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                reason = $"The broker {_setup.Options.Broker}, port {_setup.Options.ActualPort}, cannot be reached: {e.Message}";
            }

            _isOnline = false;
            _room.TrySetResult();
            var next = TimeSpan.FromSeconds(pause.Next());
            _setup.Handler.OnOffline(reason, next);
            using var timer = new PeriodicTimer(next);
            await ((Task)timer.WaitForNextTickAsync(_end.Token).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SubscribeAsync(string topic)
    {
        var granted = await _client.SubscribeAsync(topic, (MqttQualityOfServiceLevel)(int)_setup.Options.Quality, _end.Token).ConfigureAwait(false);
        if (granted.Items.Any(item => item.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2))
            throw new O2Exception($"it does not let us read the topic [{topic}].");
    }

    /// <summary>What the broker has not acknowledged when the connection ends is published again by the next one, before anything newer.</summary>
    private async Task PublishAsync(Task before, MqttApplicationMessage message)
    {
        await before.ConfigureAwait(false);
        while (!await TryPublishAsync(message).ConfigureAwait(false))
            await WaitForConnectionAsync().ConfigureAwait(false);
        if (Interlocked.Add(ref _waiting, -(int)message.Payload.Length) < _setup.QueueBytes)
            _room.TrySetResult();
    }

    /// <summary>False when it has to be tried again.</summary>
    private async Task<bool> TryPublishAsync(MqttApplicationMessage message)
    {
        try
        {
            await _client.PublishAsync(message, _end.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception)
        {
            // The end of the connection is reported where it is kept.
            return message.QualityOfServiceLevel == MqttQualityOfServiceLevel.AtMostOnce || _client.IsConnected || _end.IsCancellationRequested;
        }
    }

    private Task WaitForConnectionAsync()
    {
        lock (_lock)
        {
            if (!_client.IsConnected && !_end.IsCancellationRequested && _connected.Task.IsCompleted)
                _connected = Pending();
            return _connected.Task;
        }
    }

    private void LetWaitingGoOn()
    {
        lock (_lock)
            _connected.TrySetResult();
    }

    private Task OnReceivedAsync(MqttApplicationMessageReceivedEventArgs received)
    {
        _resumed = Pending();
        _setup.Handler.OnMessage(received.ApplicationMessage.Topic, received.ApplicationMessage.Payload.ToArray());
        return _setup.Handler.TryPause() ? _resumed.Task : Task.CompletedTask;
    }

    private async Task LeaveAsync(TimeSpan limit)
    {
        try
        {
            using var tooLate = new CancellationTokenSource(limit);
            if (_isOnline)
                await _publishing.WaitAsync(tooLate.Token).ConfigureAwait(false);
            await _client.DisconnectAsync().WaitAsync(tooLate.Token).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The broker is gone or slow; it learns from the end of the connection that we are.
        }

        try
        {
            _isOnline = false;
            await _end.CancelAsync().ConfigureAwait(false);
            LetWaitingGoOn();
            _client.Dispose();
        }
        finally
        {
            _setup.Handler.OnLeft();
        }
    }

    private MqttClientOptions Options()
    {
        var builder = new MqttClientOptionsBuilder()
            .WithProtocolVersion(MqttProtocolVersion.V311)
            .WithTcpServer(_setup.Options.Broker, _setup.Options.ActualPort)
            .WithClientId(_setup.Connect.ClientId)
            .WithCleanSession()
            .WithKeepAlivePeriod(TimeSpan.FromSeconds(_setup.Connect.KeepAliveSeconds))
            .WithWillTopic(_setup.Connect.WillTopic)
            .WithWillPayload(_setup.Connect.WillPayload.ToArray());
        if (_setup.Connect.UserName is { } user)
            builder.WithCredentials(user, _setup.Connect.Password);
        if (_setup.Options.UseTls)
        {
            builder.WithTlsOptions(tls =>
            {
                tls.UseTls().WithTargetHost(_setup.Options.Broker);
                if (_setup.Options.CheckCertificate is { } check)
                    tls.WithCertificateValidationHandler(args => check(this, args.Certificate, args.Chain, args.SslPolicyErrors));
            });
        }
        return builder.Build();
    }
}
