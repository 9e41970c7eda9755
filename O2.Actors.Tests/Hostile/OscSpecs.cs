using System.Net;
using System.Net.Sockets;
using O2.Actors.Tests.Gateways;
using O2.Actors.Tests.Protocol.Osc;

namespace O2.Actors.Tests.Hostile;

/// <summary>What OSC ports of a living process survive, over real sockets; nobody else is disturbed.</summary>
public sealed class OscSpecs
{
    public static TheoryData<string, byte[]> Malformed => new()
    {
        { "no OSC at all", "GET / HTTP/1.1\r\n\r\n"u8.ToArray() },
        { "D5_15 a size that is no multiple of 4", [.. OscBytes.Message("/x", "i", 1), 0] },
        { "D5_16 data that is missing", OscBytes.Message("/x", "iiii", 1) },
        { "D5_17 an address without slash", OscBytes.Message("x", "") },
        { "a type that nobody has", OscBytes.Message("/x", "q", 1) },
        { "D5_14 an element beyond the end", [.. OscBytes.Bundle(1), 0x7f, 0xff, 0xff, 0xfc] },
        { "a blob of 4 GiB", OscBytes.Message("/x", "b", -1) },
        { "bundles without end", Nested(200) },
        { "poison", [.. Enumerable.Repeat((byte)0xA5, 60_000)] },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task D5_3_R5_18_Bad_datagrams_are_counted_and_the_next_one_is_taken(string what, byte[] bad)
    {
        await using var hall = await HostileHall.OpenAsync();
        var heard = new Recorder<int>(expected: 1);
        hall.Process.AddMethod("/osc/good", "i", m => heard.Add(m.Int32(0)));
        using var port = hall.Process.AddOscPort("osc", 0);
        using var socket = new UdpClient();
        socket.Connect(IPAddress.Loopback, port.Port);

        foreach (byte[] datagram in (byte[][])[[], bad, OscBytes.Message("/good", "i", 7)])
            socket.Send(datagram);

        Assert.Equal([7], await heard.All);
        Assert.True(port.Refused == 1, what);
        await hall.Log.WarningAsync("OSC packet for [osc]");
        Assert.Empty(hall.Log.Errors);
        await hall.OthersAreServedAsync();
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task R5_19_Bad_packets_by_TCP_cost_themselves_only_in_either_framing(string what, byte[] bad)
    {
        await using var hall = await HostileHall.OpenAsync();
        var heard = new Recorder<int>(expected: 4);
        hall.Process.AddMethod("/osc/good", "i", m => heard.Add(m.Int32(0)));
        using var port = hall.Process.AddOscPort("osc", 0, new OscPortOptions { Transport = OscTransport.Tcp });
        byte[] good = OscBytes.Message("/good", "i", 7), better = OscBytes.Message("/good", "i", 8);

        using var prefixed = await ConnectAsync(port);
        using var slip = await ConnectAsync(port);
        await prefixed.GetStream().WriteAsync(OscBytes.Prefixed(bad, good));
        await slip.GetStream().WriteAsync((byte[])[.. OscBytes.Slip(good, bad), 0xDB, 0, 0xDB, 0xC0, 0xC0]);
        await prefixed.GetStream().WriteAsync(OscBytes.Prefixed(better));
        await slip.GetStream().WriteAsync(OscBytes.Slip(better));

        Assert.Equal([7, 7, 8, 8], (await heard.All).Order());
        Assert.True(port.Refused == 3, what);
        Assert.Empty(hall.Log.Errors);
        await hall.OthersAreServedAsync();
    }

    [Theory]
    [InlineData(new byte[] { 0x00, 0x01, 0x00, 0x00, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0x80, 0x00, 0x00, 0x04, 0, 0, 0, 0 })]
    [InlineData(new byte[] { (byte)'G', (byte)'E', (byte)'T', (byte)' ', (byte)'/' })]
    public async Task A_length_that_no_packet_has_closes_its_connection_and_nothing_else(byte[] bad)
    {
        await using var hall = await HostileHall.OpenAsync();
        var heard = new Recorder<int>(expected: 1);
        hall.Process.AddMethod("/osc/good", "i", m => heard.Add(m.Int32(0)));
        using var port = hall.Process.AddOscPort("osc", 0, new OscPortOptions { Transport = OscTransport.Tcp });
        using var neighbour = await ConnectAsync(port);
        using var client = await ConnectAsync(port);

        await client.GetStream().WriteAsync(bad);
        using var patience = new CancellationTokenSource(RawPeer.Patience);
        try
        {
            Assert.Equal(0, await client.GetStream().ReadAsync(new byte[1], patience.Token));
        }
        catch (IOException)
        {
            // Closed by a reset: there were bytes that nobody had read.
        }

        await neighbour.GetStream().WriteAsync(OscBytes.Prefixed(OscBytes.Message("/good", "i", 7)));
        Assert.Equal([7], await heard.All);
        await hall.OthersAreServedAsync();
        Assert.Empty(hall.Log.Errors);
    }

    [Fact]
    public async Task A_flood_of_SLIP_without_end_takes_no_memory_and_the_packet_behind_it_is_taken()
    {
        await using var hall = await HostileHall.OpenAsync();
        var heard = new Recorder<int>(expected: 1);
        hall.Process.AddMethod("/osc/good", "i", m => heard.Add(m.Int32(0)));
        using var port = hall.Process.AddOscPort("osc", 0, new OscPortOptions { Transport = OscTransport.Tcp });
        using var client = await ConnectAsync(port);
        byte[] endless = [.. Enumerable.Repeat((byte)'/', 1 << 20)];

        for (int i = 0; i < 16; i++)
            await client.GetStream().WriteAsync(endless);
        await client.GetStream().WriteAsync(OscBytes.Slip(OscBytes.Message("/good", "i", 7)));

        Assert.Equal([7], await heard.All);
        Assert.Equal(1, port.Refused);
    }

    [Fact]
    public async Task A_hundred_connections_that_say_nothing_keep_no_program_out()
    {
        await using var hall = await HostileHall.OpenAsync();
        var heard = new Recorder<int>(expected: 1);
        hall.Process.AddMethod("/osc/good", "i", m => heard.Add(m.Int32(0)));
        using var port = hall.Process.AddOscPort("osc", 0, new OscPortOptions { Transport = OscTransport.Tcp });
        var silent = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => ConnectAsync(port)));

        using var client = await ConnectAsync(port);
        await client.GetStream().WriteAsync(OscBytes.Prefixed(OscBytes.Message("/good", "i", 7)));

        Assert.Equal([7], await heard.All);
        Assert.Equal(100, port.Connections);
        await hall.Log.WarningAsync("gives way to a new one");
        foreach (var connection in silent)
            connection.Dispose();
    }

    [Fact]
    public async Task An_OSC_program_that_floods_a_slow_service_is_held_up_and_nobody_else()
    {
        await using var hall = await HostileHall.OpenAsync();
        using var gate = new Gate();
        var heard = new Recorder<int>(expected: 3000);
        var first = new Recorder<int>(expected: 1);
        hall.Process.AddService("slow", Akka.Actor.Props.Create(() => new Slow(gate, first, heard)));
        using var port = hall.Process.AddOscPort("slow", 0, new OscPortOptions { Transport = OscTransport.Tcp });
        using var client = await ConnectAsync(port);
        byte[] packets = OscBytes.Prefixed([.. Enumerable.Repeat(OscBytes.Message("/x", "b", new byte[10_000]), 100)]);

        var flood = Task.Run(async () =>
        {
            for (int i = 0; i < 30; i++)
                await client.GetStream().WriteAsync(packets);
        });
        await first.All;
        await hall.OthersAreServedAsync();
        Assert.InRange(port.Received, 1, 1000);   // what waits is bounded
        gate.Open();

        await flood;
        Assert.Equal(3000, (await heard.All).Count);
    }

    private static byte[] Nested(int depth)
    {
        byte[] packet = OscBytes.Message("/x", "");
        for (int i = 0; i < depth; i++)
            packet = OscBytes.Bundle(1, packet);
        return packet;
    }

    private static async Task<TcpClient> ConnectAsync(OscPort port)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port.Port);
        return client;
    }

    private sealed class Slow : O2ServiceActor
    {
        public Slow(Gate gate, Recorder<int> first, Recorder<int> heard) => Method("/x", null, m =>
        {
            if (first.Count == 0)
                first.Add(0);
            gate.Wait();
            heard.Add(m.Raw.Length);
        });
    }
}
