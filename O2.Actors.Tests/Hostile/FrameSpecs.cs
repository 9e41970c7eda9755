using O2.Actors.Tests.Gateways;
using O2.Protocol;

namespace O2.Actors.Tests.Hostile;

/// <summary>Frames and datagrams that are none, over real sockets.</summary>
public sealed class FrameSpecs
{
    public static TheoryData<string, byte[]> Deadly => new()
    {
        { "D3_64 HTTP", "GET / HTTP/1.1\r\n\r\n"u8.ToArray() },
        { "D3_64 65536", Bytes.Frame(new byte[16], length: 65536) },
        { "D3_65 length 0", Bytes.Frame([]) },
        { "D3_65 negative length", Bytes.Frame(new byte[16], length: -16) },
        { "address without end", Bytes.Frame([.. new byte[12], .. "/echo/ask"u8, 0x2f, 0x2f, 0x2f]) },
        { "types without end", Bytes.Frame([.. new byte[12], .. "/a\0\0"u8, .. ",iii"u8]) },
        { "no types", Bytes.Frame([.. new byte[12], .. "/a\0\0"u8]) },
        { "body shorter than a header", Bytes.Frame(new byte[8]) },
    };

    [Theory]
    [MemberData(nameof(Deadly))]
    public async Task R3_79_D3_64_D3_65_A_malformed_frame_closes_its_connection_and_nothing_else(string what, byte[] bytes)
    {
        await using var hall = await HostileHall.OpenAsync();
        using var connection = await hall.Foe.JoinAsync(hall.Process, "own");

        await connection.SendAsync(bytes);
        await connection.ReceiveEndAsync();

        await hall.Process.Until(() => hall.Process.Status("own") == ServiceStatus.Unknown);
        Assert.True((await hall.Log.WarningAsync(hall.Foe.Info.Name.Text)).Length > 0, what);
        await hall.OthersAreServedAsync();
        Assert.Empty(hall.Log.Errors);
    }

    [Theory]
    [MemberData(nameof(Deadly))]
    public async Task R3_79_So_it_does_before_the_introduction(string what, byte[] bytes)
    {
        await using var hall = await HostileHall.OpenAsync();
        using var connection = await RawPeer.ConnectAsync(hall.Process);

        await connection.SendAsync(bytes);
        await connection.ReceiveEndAsync();

        await hall.OthersAreServedAsync();
        Assert.True(hall.Log.Errors.Count == 0, what);
    }

    [Fact]
    public async Task D3_64_The_longest_frame_is_accepted()
    {
        await using var hall = await HostileHall.OpenAsync();
        var heard = new Recorder<int>(expected: 1);
        hall.Process.AddMethod("/long/blob", "b", m => heard.Add(m.Blob(0).Length));
        using var connection = await hall.Foe.JoinAsync(hall.Process);
        int length = 65532 - Bytes.Body("/long/blob", "b", new byte[4]).Length;

        await connection.SendAsync(Bytes.Frame(Bytes.Body("/long/blob", "b", [0, 0, (byte)(length >> 8), (byte)length, .. new byte[length]])));

        Assert.Equal([length], await heard.All);
    }

    [Theory]
    [InlineData("D3_67 truncated argument", "i", new byte[0])]
    [InlineData("D3_67 text without end", "s", new byte[] { 65, 65, 65, 65 })]
    [InlineData("blob longer than the message", "b", new byte[] { 0x7f, 0xff, 0xff, 0xff })]
    [InlineData("blob of negative length", "b", new byte[] { 0xff, 0xff, 0xff, 0xff })]
    [InlineData("vector longer than the message", "vd", new byte[] { 0, 0, 0x40, 0 })]
    public async Task D3_67_Arguments_that_run_past_the_end_cost_their_message_only(string what, string types, byte[] arguments)
    {
        await using var hall = await HostileHall.OpenAsync();
        var heard = new Recorder<int>(expected: 1);
        hall.Process.AddMethod("/taker/any", null, m => heard.Add(m.Types.Length));
        using var connection = await hall.Foe.JoinAsync(hall.Process);

        await connection.SendAsync([.. Bytes.Frame(Bytes.Body("/taker/any", types, arguments)), .. Bytes.Frame(Bytes.Body("/taker/any", "iii", new byte[12]))]);

        Assert.Equal([3], await heard.All);
        Assert.True((await hall.Log.WarningAsync(hall.Foe.Info.Name.Text)).Length > 0, what);
        await hall.OthersAreServedAsync();
    }

    [Fact]
    public async Task D3_66_An_address_that_begins_like_none_costs_its_message_only()
    {
        await using var hall = await HostileHall.OpenAsync();
        using var connection = await hall.Foe.JoinAsync(hall.Process);

        await connection.SendAsync(Bytes.Frame(Bytes.Body("nothing", "", [])));
        await connection.SendAsync(hall.Foe.Announce("behind"));

        await hall.Process.UntilService("behind", ServiceStatus.RemoteNoTime);
        await hall.Log.WarningAsync(hall.Foe.Info.Name.Text);
        await hall.OthersAreServedAsync();
    }

    [Fact]
    public async Task D3_68_D3_69_R3_80_Datagrams_that_are_no_messages_are_ignored_and_counted()
    {
        await using var hall = await HostileHall.OpenAsync();
        var heard = new Recorder<int>(expected: 1);
        hall.Process.AddMethod("/drum/hit", "i", m => heard.Add(m.Int32(0)));
        byte[][] bad = [[0], new byte[11], new byte[16], "GET / HTTP/1.1\r\n\r\n"u8.ToArray(), Bytes.Body("nothing", "", []), Bytes.Body("/drum/hit", "i", []), new byte[60000]];

        await hall.Foe.SendDatagramAsync(Array.Empty<byte>());
        foreach (byte[] datagram in bad)
            await hall.Foe.SendDatagramAsync(datagram);
        await hall.Foe.SendDatagramAsync(Bytes.Body("/drum/hit", "i", [0, 0, 0, 7]));

        Assert.Equal([7], await heard.All);
        Assert.Equal(bad.Length, hall.Process.Core.Counters.MalformedDatagrams);
        await hall.Log.WarningAsync("A datagram is no message and dropped");
        Assert.Empty(hall.Log.Errors);
        await hall.OthersAreServedAsync();
    }
}
