using System.Buffers;
using MQTTnet;
using MQTTnet.Protocol;
using O2.Protocol.Mqtt;

namespace O2.Actors;

/// <summary>MQTT by MQTTnet: one <see cref="MqttNetConnection"/> after the other, and what is on its way through them.</summary>
/// <remarks>
/// Thread-safe: a short lock, under which messages are handed to MQTTnet, so that they leave in order. Compiled in <c>nuget</c> mode only, so nothing clever
/// stands here. Unlike our own client it keeps a packet that is too long until it has come to its end.
/// </remarks>
internal sealed class MqttNetClient : IMqttClient
{
    private readonly MqttSetup _setup;
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private readonly LinkedList<MqttApplicationMessage> _unacknowledged = [];   // changes under the lock
    private readonly Signal _sent = new(ThreadPoolBackground.Instance);
    private readonly Task _staying;
    private volatile MqttNetConnection? _connection;
    private volatile MqttNetConnection? _online;
    private volatile bool _isLeaving;
    private int _underWay;           // changes under the lock
    private long _bytesUnderWay;     // so does this

    public MqttNetClient(MqttSetup setup, ReconnectPause pause)
    {
        _setup = setup;
        _staying = Task.Run(() => StayOnlineAsync(pause));
    }

    public SendStatus CanPublish => _online is null ? SendStatus.NoService : HasRoom ? SendStatus.Sent : SendStatus.Blocked;

    public bool IsOverfull =>
        Volatile.Read(ref _bytesUnderWay) > _setup.QueueBytes || (_setup.Options.Acknowledge && Volatile.Read(ref _underWay) > MqttLimits.MaxUnacknowledged);

    private bool HasRoom =>
        Volatile.Read(ref _bytesUnderWay) < _setup.QueueBytes && (!_setup.Options.Acknowledge || _unacknowledged.Count < MqttLimits.MaxUnacknowledged);

    public SendStatus Publish(string topic, ReadOnlySpan<byte> payload, MqttQuality quality, bool always = false)
    {
        lock (_lock)
        {
            if (_online is not { } connection || !(always || HasRoom))
                return CanPublish;
            var message = new MqttApplicationMessage
            {
                Topic = topic,
                Payload = new ReadOnlySequence<byte>(payload.ToArray()),
                QualityOfServiceLevel = (MqttQualityOfServiceLevel)(int)quality,
            };
            _ = SendAsync(connection, message, quality == MqttQuality.AtLeastOnce && !always ? _unacknowledged.AddLast(message) : null);
            return SendStatus.Sent;
        }
    }

    public Task WaitForRoomAsync()
    {
        lock (_lock)
            return CanPublish == SendStatus.Blocked ? _sent.Next() : Task.CompletedTask;
    }

    public void Resume() => _connection?.Resume();

    public void Leave(TimeSpan limit) => _ = LeaveAsync(limit);

    private async Task StayOnlineAsync(ReconnectPause pause)
    {
        while (true)
        {
            string reason = await UseConnectionAsync(pause).ConfigureAwait(false);
            if (_isLeaving)
                return;
            var next = TimeSpan.FromSeconds(pause.Next());
            _setup.Handler.OnOffline(reason, next);
            using var timer = new PeriodicTimer(next);
            await ((Task)timer.WaitForNextTickAsync(_end.Token).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Connects, and stays connected as long as it goes.</summary>
    /// <returns>Why it goes no longer.</returns>
    private async Task<string> UseConnectionAsync(ReconnectPause pause)
    {
        using var connection = _connection = new MqttNetConnection(_setup, _end.Token);
        try
        {
            await connection.OpenAsync().ConfigureAwait(false);
            pause.Reset();
            GoOnline(connection);
            _setup.Handler.OnOnline();
            return await connection.WatchAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is O2Exception or OperationCanceledException)
        {
            return e.Message;
        }
        finally
        {
            GoOffline();
        }
    }

    /// <summary>What the broker has not acknowledged is published again, before anything newer.</summary>
    private void GoOnline(MqttNetConnection connection)
    {
        lock (_lock)
        {
            for (LinkedListNode<MqttApplicationMessage>? kept = _unacknowledged.First, next; kept is not null; kept = next)
            {
                next = kept.Next;   // before: what is acknowledged at once is taken out
                kept.Value.Dup = true;
                _ = SendAsync(connection, kept.Value, kept);
            }

            _online = connection;
        }
    }

    private void GoOffline()
    {
        lock (_lock)
        {
            _online = null;
            _sent.Raise();
        }
    }

    /// <summary>Begins under the lock.</summary>
    private async Task SendAsync(MqttNetConnection connection, MqttApplicationMessage message, LinkedListNode<MqttApplicationMessage>? kept)
    {
        _underWay++;
        _bytesUnderWay += message.Payload.Length;
        bool isDone = await connection.TryPublishAsync(message).ConfigureAwait(false);
        lock (_lock)
        {
            if (isDone && kept?.List is not null)
                _unacknowledged.Remove(kept);
            _underWay--;
            _bytesUnderWay -= message.Payload.Length;
            _sent.Raise();
        }
    }

    private async Task LeaveAsync(TimeSpan limit)
    {
        using var tooLate = new CancellationTokenSource(limit);
        _isLeaving = true;
        try
        {
            if (_online is { } connection)
            {
                await WhenAllIsSentAsync(tooLate.Token).ConfigureAwait(false);
                await connection.LeaveAsync(tooLate.Token).ConfigureAwait(false);
            }
        }
        catch (Exception)
        {
            // The broker is gone or slow; it learns from the end of the connection that we are.
        }

        await _end.CancelAsync().ConfigureAwait(false);
        await _staying.WaitAsync(tooLate.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _setup.Handler.OnLeft();
    }

    private async Task WhenAllIsSentAsync(CancellationToken tooLate)
    {
        while (true)
        {
            Task next;
            lock (_lock)
            {
                if (_underWay == 0)
                    return;
                next = _sent.Next();
            }

            await next.WaitAsync(tooLate).ConfigureAwait(false);
        }
    }
}
