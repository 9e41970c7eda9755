using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using O2.Protocol.Mqtt;

namespace O2.Benchmarks;

/// <summary>The baseline of what goes through a broker: a bare MQTT client on a socket that blocks.</summary>
/// <remarks>Commands: <c>listen PORT</c> answers each message at <c>ping</c> by one at <c>pong</c>; <c>connect PORT</c>; <c>ping N</c> gives N round trips in microseconds.</remarks>
internal sealed class MqttPeer : IPeer
{
    private const string Ping = "ping", Pong = "pong";
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _filled;

    public Task<object> DoAsync(string[] command) => Task.FromResult<object>(command switch
    {
        ["listen", var port] => Listen(Number(port)),
        ["connect", var port] => Connect(Number(port), Pong),
        ["ping", var count] => Measure(Number(count)),
        _ => throw new ArgumentException($"An MQTT peer cannot do '{string.Join(' ', command)}'."),
    });

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private bool Listen(int port)
    {
        Connect(port, Ping);
        new Thread(Answer) { IsBackground = true }.Start();
        return true;
    }

    private bool Connect(int port, string topic)
    {
        _socket.Connect(IPAddress.Loopback, port);
        _socket.Send(MqttWriter.Connect(new MqttConnect(topic + Environment.ProcessId.ToString(CultureInfo.InvariantCulture)) { KeepAliveSeconds = 0 }));
        WaitFor(MqttPacketType.ConnectAnswer);
        _socket.Send(MqttWriter.Subscribe(1, topic, MqttQuality.AtMostOnce));
        WaitFor(MqttPacketType.SubscribeAnswer);
        return true;
    }

    private double[] Measure(int count)
    {
        byte[] ping = MqttWriter.Publish(Ping, new byte[WireSize.Udp]);
        var samples = new double[count];
        for (int i = 0; i < count; i++)
        {
            long start = Ticks.Now;
            _socket.Send(ping);
            WaitFor(MqttPacketType.Publish);
            samples[i] = Ticks.ToMicroseconds(Ticks.Now - start);
        }

        return samples;
    }

    private void Answer()
    {
        byte[] pong = MqttWriter.Publish(Pong, new byte[WireSize.Udp]);
        try
        {
            while (true)
            {
                WaitFor(MqttPacketType.Publish);
                _socket.Send(pong);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or EndOfStreamException)
        {
            // The measurement is over.
        }
    }

    private void WaitFor(MqttPacketType type)
    {
        MqttHeader header;
        while (MqttFramer.TryReadPacket(_buffer.AsSpan(0, _filled), out header) != OperationStatus.Done)
        {
            int count = _socket.Receive(_buffer.AsSpan(_filled));
            _filled += count > 0 ? count : throw new EndOfStreamException("The broker has closed the connection.");
        }

        _buffer.AsSpan(header.TotalLength, _filled - header.TotalLength).CopyTo(_buffer);
        _filled -= header.TotalLength;
        if (header.Type != type)
            throw new InvalidDataException($"The broker sends {header.Type} instead of {type}.");
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
