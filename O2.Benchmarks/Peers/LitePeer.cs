using System.Globalization;
using O2.Lite;
using O2.Protocol;

namespace O2.Benchmarks;

/// <summary>One O2lite client, in an OS process of its own.</summary>
/// <remarks>Commands: <c>connect PORT</c> joins at that host; <c>ping N</c> gives N round trips to its <see cref="EchoService"/> and back, in microseconds.</remarks>
internal sealed class LitePeer : IPeer
{
    private LiteClient? _client;
    private double[] _samples = [];
    private TaskCompletionSource _done = new();
    private int _received;
    private long _sentAt;

    public async Task<object> DoAsync(string[] command)
    {
        switch (command)
        {
            case ["connect", var port]:
                await ConnectAsync(int.Parse(port, CultureInfo.InvariantCulture));
                return true;
            case ["ping", var count]:
                return await MeasureAsync(int.Parse(count, CultureInfo.InvariantCulture));
            default:
                throw new ArgumentException($"An O2lite peer cannot do '{string.Join(' ', command)}'.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
            await _client.DisposeAsync();
    }

    private async Task ConnectAsync(int port)
    {
        _client = LiteClient.Start(new LiteClientOptions { Ensemble = O2Peer.Ensemble, Host = LiteEndpoint.AtAddress("127.0.0.1", port) });
        string service = O2Address.Parse(PingPong.InlineReply).Service;
        _client.AddService(service);
        _client.AddMethod(PingPong.InlineReply, "i", m => OnPong(m.Int32(0)));
        await _client.WaitForStateAsync(LiteState.Connected);
        while (await _client.StatusAsync(service) == ServiceStatus.Unknown)
        {
        }
    }

    private async Task<double[]> MeasureAsync(int count)
    {
        _samples = new double[count];
        _done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _received = 0;
        Ping();
        await _done.Task;
        return _samples;
    }

    private void Ping()
    {
        _sentAt = Ticks.Now;
        _client!.SendReliable("/inline/ping", _received);
    }

    private void OnPong(int number)
    {
        _samples[number] = Ticks.ToMicroseconds(Ticks.Now - _sentAt);
        _received = number + 1;
        if (_received < _samples.Length)
            Ping();
        else
            _done.TrySetResult();
    }
}
