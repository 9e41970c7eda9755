using O2.Actors.Tests.Protocol.Osc;
using O2.Protocol;
using O2.Protocol.Osc;

namespace O2.Actors.Tests.Bridges.Osc;

/// <summary>OSC servers that come, go, move, and do not read.</summary>
public sealed class OscReconnectSpecs : OscStage
{
    private OscPeer Server { get => field ??= new OscPeer(Studio); }

    [Fact]
    public void By_TCP_packets_go_with_their_length_or_by_SLIP()
    {
        using OscServer first = new(Studio), second = new(Studio);
        using var prefixed = Host.DelegateToOsc("prefixed", Studio.Address.ToString(), first.Port, new OscDelegateOptions { Transport = OscTransport.Tcp });
        using var slip = Host.DelegateToOsc("slip", Studio.Address.ToString(), second.Port, new OscDelegateOptions { Transport = OscTransport.Tcp, Framing = OscFraming.Slip });

        Host.SendReliable("/prefixed/x", 0xC0);
        Host.SendReliable("/slip/x", 0xC0);
        Ensemble.RunUntil(() => first.Packets.Count == 1 && second.Packets.Count == 1);

        Assert.Equal(OscBytes.Prefixed(OscBytes.Message("/x", "i", 0xC0)), first.Bytes);
        Assert.Equal(OscBytes.Slip(OscBytes.Message("/x", "i", 0xC0)), second.Bytes);
        Assert.True(prefixed.IsConnected && slip.IsConnected);
    }

    [Fact]
    public void While_the_server_is_away_reliable_messages_wait_in_order_and_others_are_dropped_and_counted()
    {
        using var synth = DelegateByTcp(8001);
        Ensemble.Advance(1);
        Assert.False(synth.IsConnected);

        Assert.Equal(SendStatus.Sent, Host.SendReliable("/synth/x", 1));
        Assert.Equal(SendStatus.Sent, Host.Send("/synth/x", 2));   // as any best effort
        Assert.Equal(SendStatus.Sent, Host.SendReliable("/synth/x", 3));
        Assert.Equal(1, Host.Dropped(DropReason.QueueFull));
        using OscServer server = new(Studio, 8001);
        Ensemble.RunUntil(() => server.Packets.Count == 2);

        Assert.Equal([OscBytes.Message("/x", "i", 1), OscBytes.Message("/x", "i", 3)], server.Packets);
        Assert.True(synth.IsConnected);
        Assert.Equal(ServiceStatus.OscNoTime, Host.Status("synth"));
    }

    [Fact]
    public void Beyond_the_bound_senders_are_told_and_can_wait()
    {
        using var synth = DelegateByTcp(8001, maxQueuedBytes: 4096);
        int sent = 0;
        while (Host.SendReliable("/synth/x", new byte[1000]) == SendStatus.Sent)
            sent++;
        Assert.InRange(sent, 3, 4);
        Assert.Equal(SendStatus.Blocked, Host.CanSend("synth"));

        var waiting = Host.SendAsync(Message("/synth/last", new byte[1000])).AsTask();
        Ensemble.Advance(1);
        Assert.False(waiting.IsCompleted);
        using OscServer server = new(Studio, 8001);

        Assert.Equal(SendStatus.Sent, Ensemble.Run(waiting));
        Ensemble.RunUntil(() => server.Packets.Count == sent + 1);
    }

    [Theory]
    [InlineData(OscFraming.Slip, true)]
    [InlineData(OscFraming.LengthPrefix, false)]
    public void A_message_that_is_longer_by_OSC_than_by_O2_waits_for_as_much_room_as_it_needs(OscFraming framing, bool isBlob)
    {
        using var synth = Host.DelegateToOsc("synth", Studio.Address.ToString(), 8001, new OscDelegateOptions { Transport = OscTransport.Tcp, Framing = framing, MaxQueuedBytes = 4096 });
        Host.SendReliable("/synth/first", new byte[2000]);
        O2Value growing = isBlob ? (byte[])[.. Enumerable.Repeat((byte)0xC0, 1900)] : new float[490];

        var waiting = Host.SendAsync(Message("/synth/x", growing)).AsTask();
        Ensemble.Advance(1);
        Assert.False(waiting.IsCompleted);
        using OscServer server = new(Studio, 8001);

        Assert.Equal(SendStatus.Sent, Ensemble.Run(waiting));
        Ensemble.RunUntil(() => server.Packets.Count == 2);
    }

    [Fact]
    public void D5_26_A_server_that_does_not_read_blocks_senders_that_ask_for_it_and_no_actor()
    {
        using OscServer server = new(Studio) { IsDeaf = true };
        using var synth = DelegateByTcp(server.Port);
        var heard = Hear("drum");
        Ensemble.RunUntil(() => synth.IsConnected);
        SendStatus status;
        int sent = 0;
        do
        {
            status = Host.SendReliable("/synth/x", new byte[10_000]);
            sent += status == SendStatus.Sent ? 1 : 0;
            Ensemble.Advance(0.01);
        }
        while (status == SendStatus.Sent && sent < 1000);
        Assert.Equal(SendStatus.Blocked, status);

        Host.SendReliable("/drum/hit", 1);
        Ensemble.RunUntil(() => heard.Count == 1);
        server.Listen();
        Ensemble.RunUntil(() => server.Packets.Count == sent);
        Assert.Equal(SendStatus.Sent, Host.SendReliable("/synth/x"));
    }

    [Fact]
    public void After_a_connection_is_lost_there_is_another_one_and_nothing_that_waited_is_lost()
    {
        using OscServer server = new(Studio, 8001);
        using var synth = DelegateByTcp(8001);
        Ensemble.RunUntil(() => synth.IsConnected);
        for (int i = 0; i < 5; i++)
        {
            Host.SendReliable("/synth/x", i);
            Ensemble.RunUntil(() => server.Packets.Count == i + 1);
            server.Hangup();
            Ensemble.RunUntil(() => !synth.IsConnected);
        }

        Ensemble.RunUntil(() => synth.IsConnected, limit: 10);
        Assert.Equal(Enumerable.Range(0, 5).Select(i => Convert.ToHexString(OscBytes.Message("/x", "i", i))), server.Packets.Select(Convert.ToHexString));
    }

    [Fact]
    public void Pauses_between_attempts_grow_to_five_seconds()
    {
        using var synth = DelegateByTcp(8001);
        Ensemble.Advance(60);

        using OscServer server = new(Studio, 8001);

        Assert.InRange(Ensemble.RunUntil(() => synth.IsConnected), 0, 5.1);
    }

    [Theory]
    [InlineData(OscTransport.Udp)]
    [InlineData(OscTransport.Tcp)]
    public void A_name_that_is_not_known_yet_is_looked_up_again(OscTransport transport)
    {
        using OscServer server = new(Studio, 8001);
        int port = transport == OscTransport.Tcp ? 8001 : Server.Port;
        using var synth = Host.DelegateToOsc("synth", "synth.example", port, new OscDelegateOptions { Transport = transport });
        Ensemble.Advance(1);
        Assert.False(synth.IsConnected);
        var waiting = Host.SendAsync(Message("/synth/x", 1)).AsTask();

        Ensemble.Network.SetHostName("synth.example", Studio);

        Assert.Equal(SendStatus.Sent, Ensemble.Run(waiting));
        Ensemble.RunUntil(() => Server.Packets.Count + server.Packets.Count == 1);
    }

    [Theory]
    [InlineData(OscTransport.Udp)]
    [InlineData(OscTransport.Tcp)]
    public void A_server_that_moves_is_found_under_its_name(OscTransport transport)
    {
        var newStudio = Ensemble.Network.AddMachine();
        OscServer server = new(Studio, 8001);
        OscPeer newServer = new(newStudio);
        int port = transport == OscTransport.Tcp ? 8001 : newServer.Port;
        Ensemble.Network.SetHostName("synth.example", Studio);
        using var synth = Host.DelegateToOsc("synth", "synth.example", port, new OscDelegateOptions { Transport = transport });
        Ensemble.RunUntil(() => synth.IsConnected);

        Ensemble.Network.SetHostName("synth.example", newStudio);
        server.Dispose();
        using OscServer newStream = new(newStudio, 8001);
        Ensemble.Advance(40);
        Host.SendReliable("/synth/x", 1);

        Ensemble.RunUntil(() => newServer.Packets.Count + newStream.Packets.Count == 1);
    }

    [Fact]
    public void A_server_that_does_not_answer_is_given_up_after_ten_seconds_and_looked_up_anew()
    {
        var newStudio = Ensemble.Network.AddMachine();
        using OscServer newServer = new(newStudio, 8001);
        Ensemble.Network.SetHostName("synth.example", Studio);
        Ensemble.Network.Cut(HostMachine, Studio);
        using var synth = Host.DelegateToOsc("synth", "synth.example", 8001, new OscDelegateOptions { Transport = OscTransport.Tcp });
        Host.SendReliable("/synth/x", 1);
        Ensemble.Advance(1);

        Ensemble.Network.SetHostName("synth.example", newStudio);

        Assert.InRange(Ensemble.RunUntil(() => newServer.Packets.Count == 1), 9, 9.2);
        Ensemble.Network.Heal(HostMachine, Studio);
        Ensemble.Advance(60);   // whatever still comes of the attempt that was given up
        Assert.True(synth.IsConnected);
        Assert.Equal(1, newServer.Connections);
    }

    private OscDelegation DelegateByTcp(int port, int maxQueuedBytes = 1 << 18) =>
        Host.DelegateToOsc("synth", Studio.Address.ToString(), port, new OscDelegateOptions { Transport = OscTransport.Tcp, MaxQueuedBytes = maxQueuedBytes });
}
