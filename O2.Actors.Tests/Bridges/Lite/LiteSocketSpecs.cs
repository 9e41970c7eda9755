using O2.Protocol;
using O2.Protocol.Lite;

namespace O2.Actors.Tests.Bridges.Lite;

/// <summary>O2lite over the sockets of the machine: many clients, and the conversations of the C++ library's tests.</summary>
public sealed class LiteSocketSpecs
{
    [Fact]
    public async Task Two_hundred_clients_at_once_are_all_served()
    {
        const int Count = 200;
        using var stage = await SocketLiteStage.OpenAsync();
        var host = stage.Host;
        host.BecomeClockReference();
        host.AddMethod("/hub/ask", "si", m => host.SendReliable($"/{m.Text(0)}/answer", m.Int32(1)));
        List<RawLite> clients = [.. Enumerable.Range(0, Count).Select(_ => stage.Connect())];

        foreach (var client in clients)
            client.Send(LiteClientMessages.CreateConnect(0x7f000001, client.UdpPort));
        clients.ForEach(client => client.Hear("!_o2/id"));
        Assert.Equal(Count, clients.Select(c => c.Hear("!_o2/id")[0].AsView().Int32(0)).Distinct().Count());

        for (int i = 0; i < Count; i++)
        {
            clients[i].Announce(AnnouncedGroup.NewService($"c{i}", ServiceProperties.Empty));
            clients[i].Send("/hub/ask", $"c{i}", i);
            clients[i].Send($"/c{(i + 1) % Count}/neighbour", i);   // may come before that one has its service
        }

        for (int i = 0; i < Count; i++)
            Assert.Equal(i, clients[i].Hear($"/c{i}/answer")[0].AsView().Int32(0));
        for (int i = 0; i < Count; i++)
            clients[i].Send($"/c{(i + 1) % Count}/again", i);
        for (int i = 0; i < Count; i++)
            clients[i].Hear($"/c{i}/again");

        clients.ForEach(c => c.Dispose());
        stage.Until(() => stage.Bridge.Clients.Count == 0);
        Assert.DoesNotContain(host.Services(), s => s.Status == ServiceStatus.Bridge);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task R4_66_Five_hundred_round_trips_by_TCP_and_by_UDP(bool reliable)
    {
        const int Trips = 500;
        using var stage = await SocketLiteStage.OpenAsync();
        var host = stage.Host;
        using var client = stage.Join().Offer("server");
        int next = 0;
        host.AddMethod("/client", "i", m =>
        {
            Volatile.Write(ref next, m.Int32(0));
            stage.Wake();
        });

        for (int i = 1; i <= Trips; i++)
        {
            int number = i;
            _ = reliable ? host.SendReliable("!server/benchmark/0", number) : host.Send("!server/benchmark/0", number);
            var channel = reliable ? client.Reliable : client.BestEffort;
            stage.Until(() => client.Locked(() => channel.Count(m => m.Address.Service == "server") == number));
            var answer = O2Message.Create("!client/benchmark/1", GlobalTime.Immediately, reliable, number);
            if (reliable)
                client.Send(answer);
            else
                client.SendDatagram(answer);
            stage.Until(() => Volatile.Read(ref next) == number);
        }
    }

    [Fact]
    public async Task R4_67_Two_clients_check_in_and_out()
    {
        using var stage = await SocketLiteStage.OpenAsync();
        var host = stage.Host;
        Recorder<int> goodbyes = new(2);
        host.AddMethod("/checkin/hello", "is", m => host.SendReliable($"/{m.Text(1)}/checkin_reply", m.Int32(0)));
        host.AddMethod("/checkin/goodbye", "i", m => goodbyes.Add(m.Int32(0)));
        RawLite[] clients = [stage.Join(), stage.Join()];

        foreach (var client in clients)
        {
            string service = $"client{client.Id}";
            client.Offer(service).Send("/checkin/hello", client.Id, service);
            Assert.Equal(client.Id, client.Hear($"/{service}/checkin_reply")[0].AsView().Int32(0));
            client.Send("/checkin/goodbye", client.Id);
        }

        Assert.Equal(clients.Select(c => c.Id), (await goodbyes.All).Order());
        Array.ForEach(clients, c => c.Dispose());
        stage.Until(() => stage.Bridge.Clients.Count == 0);
    }

    [Fact]
    public async Task A_client_whose_connection_is_reset_is_gone_and_the_others_are_served()
    {
        using var stage = await SocketLiteStage.OpenAsync();
        using var friend = stage.Join().Offer("friend");
        var foe = stage.Join().Offer("foe");
        foe.IsDeaf = true;
        for (int i = 0; stage.Host.SendReliable("/foe/x", new byte[10_000]) == SendStatus.Sent; i++)
            Assert.True(i < 10_000, "the queue has no bound");
        foe.Dispose();   // with unread input, so by a reset

        stage.Until(() => stage.Host.Status("foe") == ServiceStatus.Unknown);
        stage.Host.SendReliable("/friend/x");
        friend.Hear("/friend/x");
    }

    [Fact]
    public async Task A_client_that_says_one_byte_at_a_time_is_understood()
    {
        using var stage = await SocketLiteStage.OpenAsync();
        using var client = stage.Connect();
        var message = LiteClientMessages.CreateConnect(0x7f000001, client.UdpPort);
        byte[] frame = new byte[MessageEncoder.GetTcpSize(message)];
        MessageEncoder.WriteTcp(message, frame);
        foreach (byte b in frame)
            client.SendBytes([b]);
        client.Hear("!_o2/id");
    }

    [Fact]
    public async Task In_real_time_mode_datagrams_of_clients_are_passed_on_too()
    {
        using var stage = await SocketLiteStage.OpenAsync(options: Ensembles.Options("lite") with { RealTime = true });
        await using var far = await Ensembles.StartAsync("lite", stage.Host);
        Recorder<int> heard = new(1);
        far.AddMethod("/far/x", "i", m => heard.Add(m.Int32(0)));
        stage.Host.BecomeClockReference();
        stage.Until(() => stage.Host.Status("far") >= ServiceStatus.RemoteNoTime);
        using var client = stage.Join();

        client.SendDatagram(LiteClientMessages.CreateClockQuestion(LiteVariant.Sockets, client.Id, 1));   // another process is on this machine
        client.HearDatagram("!_o2/cs/put");
        client.SendDatagram(O2Message.Create("/far/x", GlobalTime.Immediately, reliable: false, 7));
        Assert.Equal([7], await heard.All);
    }
}
