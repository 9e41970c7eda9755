using System.Buffers;
using MQTTnet;
using MQTTnet.Diagnostics.PacketInspection;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using O2.Protocol.Mqtt;

namespace O2.Actors;

/// <summary>One connection of a <see cref="MqttNetClient"/> with the broker: an MQTTnet client, used once.</summary>
/// <remarks>
/// Thread-safe. MQTTnet asks a silent broker whether it is there only when nothing was sent for a while, and we always send something: so we ask. It reads on
/// while a message is being handled, and keeps what it has read: so a packet inspector makes it wait before each packet.
/// </remarks>
internal sealed class MqttNetConnection : IDisposable
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(MqttSession.AnswerLimit);
    private static readonly TimeSpan AskPeriod = TimeSpan.FromSeconds(MqttSession.HeardLimit);
    private readonly MqttSetup _setup;
    private readonly MQTTnet.IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly CancellationTokenSource _end;
    private readonly ReadGate _gate = new();
    private readonly TaskCompletionSource<string> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public MqttNetConnection(MqttSetup setup, CancellationToken end)
    {
        _setup = setup;
        _end = CancellationTokenSource.CreateLinkedTokenSource(end);
        _client.ApplicationMessageReceivedAsync += OnReceivedAsync;
        _client.InspectPacketAsync += e => e.Direction == MqttPacketFlowDirection.Inbound ? _gate.WhenOpen : Task.CompletedTask;
        _client.DisconnectedAsync += e =>
        {
            _lost.TrySetResult(e.Exception is { } cause ? $"The connection to the broker is lost: {cause.Message}" : "The broker has closed the connection.");
            return Task.CompletedTask;
        };
    }

    /// <summary>Connects, and asks for the topics.</summary>
    /// <exception cref="O2Exception">The broker cannot be reached, or does not want us.</exception>
    /// <exception cref="OperationCanceledException">The client leaves.</exception>
    public async Task OpenAsync()
    {
        string broker = $"The broker {_setup.Options.Broker}, port {_setup.Options.ActualPort},";
        using var limit = LimitOf(AnswerLimit);
        try
        {
            var answer = await _client.ConnectAsync(Options(), limit.Token).ConfigureAwait(false);
            if (answer.ResultCode != MqttClientConnectResultCode.Success)
                throw new O2Exception(TextOf(answer.ResultCode));
            foreach (string topic in _setup.Topics)
                await SubscribeAsync(topic, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not O2Exception && !_end.IsCancellationRequested)
        {
            throw new O2Exception(limit.IsCancellationRequested ? $"{broker} does not answer." : $"{broker} cannot be reached: {e.Message}");
        }
    }

    /// <summary>Completes when the connection is lost, or the broker does not answer any more.</summary>
    /// <returns>Why, for people.</returns>
    /// <exception cref="OperationCanceledException">The client leaves.</exception>
    public async Task<string> WatchAsync()
    {
        using var period = new PeriodicTimer(AskPeriod);
        while (true)
        {
            var next = period.WaitForNextTickAsync(_end.Token).AsTask();
            if (await Task.WhenAny(_lost.Task, next).ConfigureAwait(false) == _lost.Task)
                return await _lost.Task.ConfigureAwait(false);
            await next.ConfigureAwait(false);
            if (!await AnswersAsync().ConfigureAwait(false))
                return $"The broker has not answered for {MqttSession.AnswerLimit:0} s.";
        }
    }

    /// <summary>Sends a message behind those before, and waits for its acknowledgement if it is to have one; false when the connection ended meanwhile.</summary>
    public async Task<bool> TryPublishAsync(MqttApplicationMessage message)
    {
        try
        {
            await _client.PublishAsync(message, _end.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception)
        {
            return false;   // why, WatchAsync tells
        }
    }

    /// <summary>Goes on receiving.</summary>
    public void Resume() => _gate.Open();

    /// <summary>Disconnects in order: the broker does not publish our will.</summary>
    public Task LeaveAsync(CancellationToken cancellation) => _client.DisconnectAsync(new MqttClientDisconnectOptions(), cancellation);

    /// <summary>Closes at once.</summary>
    public void Dispose()
    {
        _end.Cancel();
        _gate.Open();
        try
        {
            _client.Dispose();
        }
        catch (ObjectDisposedException)
        {
            // It was about to clean up itself.
        }
    }

    private async Task SubscribeAsync(string topic, CancellationToken cancellation)
    {
        var granted = await _client.SubscribeAsync(topic, (MqttQualityOfServiceLevel)(int)_setup.Options.Quality, cancellation).ConfigureAwait(false);
        if (granted.Items.Any(item => item.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2))
            throw new O2Exception($"The broker does not let us read the topic {topic}.");
    }

    /// <summary>Who does not read hears no answer.</summary>
    private async Task<bool> AnswersAsync()
    {
        using var limit = LimitOf(AnswerLimit);
        try
        {
            await _client.PingAsync(limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception) when (!_end.IsCancellationRequested)
        {
            return _gate.IsClosed || _lost.Task.IsCompleted;
        }
    }

    private Task OnReceivedAsync(MqttApplicationMessageReceivedEventArgs received)
    {
        var message = received.ApplicationMessage;
        int size = MqttWriter.PublishSize(message.Topic, (int)message.Payload.Length, (MqttQuality)(int)message.QualityOfServiceLevel);
        if (size > MqttLimits.MaxPacketBytes)
            _setup.Handler.OnSkipped(size);
        else
            _setup.Handler.OnMessage(message.Topic, message.Payload.ToArray());
        _gate.Close();   // before the question, behind which it may be opened at once
        if (!_setup.Handler.TryPause())
            _gate.Open();
        return _gate.WhenOpen;
    }

    private CancellationTokenSource LimitOf(TimeSpan time)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        limit.CancelAfter(time);
        return limit;
    }

    private static string TextOf(MqttClientConnectResultCode code) => code switch
    {
        MqttClientConnectResultCode.BadUserNameOrPassword => "The broker says that user name or password is wrong.",
        MqttClientConnectResultCode.NotAuthorized => "The broker does not let us in: user name or password is missing or wrong, or we may not use it.",
        _ => $"The broker refuses the connection: {code}.",
    };

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
