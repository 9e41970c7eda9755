using System.Buffers.Binary;
using System.Text;
using O2.Protocol;

namespace O2.Actors.Tests.Gateways;

/// <summary>What cannot be O2 costs its own connection at most, against a peer of bare sockets.</summary>
public sealed class MalformedInputSpecs
{
    [Theory]
    [InlineData(65536)]
    [InlineData(0x47455420)]   // "GET "
    [InlineData(0)]
    [InlineData(-1)]
    public async Task D3_64_D3_65_R3_79_A_length_that_no_message_has_closes_that_connection_alone(int length)
    {
        using RawPeer hostile = new("malformed"), honest = new("malformed");
        await using var process = await hostile.StartProcessAsync();
        using RawConnection bad = await hostile.JoinAsync(process, "bad"), good = await honest.JoinAsync(process, "good");
        await process.UntilService("good", ServiceStatus.RemoteNoTime);
        await process.UntilService("bad", ServiceStatus.RemoteNoTime);
        byte[] prefix = new byte[TcpFramer.PrefixBytes];
        BinaryPrimitives.WriteInt32BigEndian(prefix, length);

        await bad.SendAsync([.. prefix, .. "/ HTTP/1.1\r\n\r\n"u8]);

        await process.UntilService("bad", ServiceStatus.Unknown);
        process.SendReliable("/good/x", 1);
        Assert.Equal("/good/x i 1", (await good.ReceiveUntilAsync("/good/x"))[^1].ToString());
    }

    [Fact]
    public async Task D3_64_The_longest_frame_of_the_reference_is_taken()
    {
        using var peer = new RawPeer("malformed");
        await using var process = await peer.StartProcessAsync();
        var heard = new Recorder<int>(expected: 1);
        process.AddMethod("/sink", "b", m => heard.Add(m.WireLength));
        using var connection = await peer.JoinAsync(process);
        const int longest = 65532;
        var message = peer.Message("/sink", new byte[longest - peer.Message("/sink", Array.Empty<byte>()).WireLength]);

        await connection.SendAsync(message);

        Assert.Equal(longest, (await heard.All)[0]);
    }

    [Theory]
    [InlineData('x', 0)]   // D3.66: an address that begins with none of / ! #
    [InlineData('/', 4)]   // D3.67: arguments that run past the end
    public async Task D3_66_D3_67_A_bad_address_or_arguments_that_are_cut_lose_their_message(char first, int missing)
    {
        using var peer = new RawPeer("malformed");
        await using var process = await peer.StartProcessAsync();
        var heard = new Recorder<string>(expected: 1);
        process.AddMethod("/sink", null, m => heard.Add(m.ToString()));
        using var connection = await peer.JoinAsync(process);
        byte[] bad = RawConnection.FrameOf(peer.Message("/sink/x", "a text"))[..^missing];
        BinaryPrimitives.WriteInt32BigEndian(bad, bad.Length - TcpFramer.PrefixBytes);
        bad[bad.AsSpan().IndexOf("/sink"u8)] = (byte)first;

        await connection.SendAsync([.. bad, .. RawConnection.FrameOf(peer.Message("/sink/y", 1))]);

        Assert.Equal(["/sink/y i 1"], await heard.All);
    }

    [Fact]
    public async Task D3_68_D3_69_R3_80_Datagrams_that_are_no_messages_are_ignored()
    {
        using var peer = new RawPeer("malformed");
        await using var process = await peer.StartProcessAsync();
        var heard = new Recorder<string>(expected: 1);
        process.AddMethod("/sink", null, m => heard.Add(m.ToString()));
        var random = new Random(3);

        await peer.SendDatagramAsync(ReadOnlyMemory<byte>.Empty);
        for (int length = 1; length < 64; length++)
        {
            byte[] garbage = new byte[length];
            random.NextBytes(garbage);
            await peer.SendDatagramAsync(garbage);
        }

        await peer.SendDatagramAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\n\r\n"));
        await peer.SendDatagramAsync(peer.Message("/sink/x", 1).With(flags: MessageFlags.BestEffort));
        Assert.Equal(["/sink/x i 1"], await heard.All);
    }

    [Fact]
    public async Task R3_78_Mutated_frames_end_their_connection_at_most()
    {
        using RawPeer hostile = new("malformed"), honest = new("malformed");
        await using var process = await hostile.StartProcessAsync();
        process.AddMethod("/echo/ask", "", _ => process.SendReliable("/good/answer"));
        process.AddMethod("/sink", null, _ => { });
        using var good = await honest.JoinAsync(process, "good");
        var random = new Random(78);
        byte[][] frames = [RawConnection.FrameOf(hostile.Introduce(IntroductionKind.Connect)), RawConnection.FrameOf(hostile.Announce("bad")), RawConnection.FrameOf(hostile.Message("/sink/x", 1, "two", new[] { 3, 4 }))];

        for (int i = 0; i < 50; i++)
        {
            using var connection = await RawPeer.ConnectAsync(process);
            byte[] bytes = [.. frames.SelectMany(f => f)];
            for (int k = 0; k < 4; k++)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            await Record.ExceptionAsync(() => connection.SendAsync(bytes));
        }

        await good.SendAsync(honest.Message("/echo/ask"));
        await good.ReceiveUntilAsync("/good/answer");
    }

    [Fact]
    public async Task R3_75_A_message_that_a_process_would_not_take_is_not_sent()
    {
        using var peer = new RawPeer("malformed");
        await using var process = await peer.StartProcessAsync();
        using var connection = await peer.JoinAsync(process, "synth");
        await process.UntilService("synth", ServiceStatus.RemoteNoTime);

        Assert.Equal(SendStatus.TooLarge, process.SendReliable("/synth/x", new byte[65536]));
        Assert.Equal(SendStatus.TooLarge, process.Send("/synth/x", new byte[65536]));
        Assert.Equal(SendStatus.Sent, process.SendReliable("/synth/y"));

        Assert.Equal("/synth/y", (await connection.ReceiveAsync()).Address.Text);
    }

    [Fact]
    public async Task R3_76_R3_77_A_peer_that_does_not_read_blocks_only_the_sends_to_it()
    {
        using RawPeer deaf = new("malformed"), honest = new("malformed");
        await using var process = await deaf.StartProcessAsync();
        process.AddMethod("/echo/ask", "", _ => process.SendReliable("/good/answer"));
        using RawConnection silent = await deaf.JoinAsync(process, "deaf"), good = await honest.JoinAsync(process, "good");
        await process.UntilService("deaf", ServiceStatus.RemoteNoTime);
        byte[] blob = new byte[60_000];

        int taken = 0;
        while (process.SendReliable("/deaf/x", blob) == SendStatus.Sent)
            taken++;

        Assert.Equal(SendStatus.Blocked, process.SendReliable("/deaf/x", blob));
        Assert.InRange(taken, 1, 4000);   // what the system buffers, and then no more than the bound of the queue
        await good.SendAsync(honest.Message("/echo/ask"));
        await good.ReceiveUntilAsync("/good/answer");
    }
}
