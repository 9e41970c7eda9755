using O2.Lite;
using O2.Protocol;
using O2.Web;

namespace O2.Actors.Tests.Lite;

/// <summary>Clients and a real host on loopback: over TCP and UDP, found by multicast DNS, or over a WebSocket.</summary>
public sealed class LiteClientHostTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _ensemble = $"lite-{Guid.NewGuid():N}";
    private O2Process _host = null!;
    private Bridge _bridge = null!;
    private O2WebServer _web = null!;

    public async Task InitializeAsync() => await StartHostAsync();

    public async Task DisposeAsync() => await StopHostAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Messages_of_every_type_go_both_ways(bool overWeb)
    {
        Recorder<string> atHost = new(2), atClient = new(2);
        _host.AddMethod("/stage", null, m => atHost.Add(m.ToString()));
        await using LiteClient client = Start(overWeb);
        client.AddMethod("/lamp/all", null, m => atClient.Add(m.ToString()));
        await Ready(client, "lamp");
        O2Value[] all =
        [
            -5, -6L, 0.1f, 0.1, O2Value.Time(new(12.5)), "text with \"quotes\"", O2Value.Symbol("symbol"), 'c', true, O2Value.True, O2Value.False, O2Value.Nil,
            O2Value.Infinitum, O2Value.Midi(0x903C64), new byte[] { 1, 2, 3 },
        ];
        Assert.Equal(LiteSendStatus.Sent, client.SendReliable("/stage/all", all));
        Assert.Equal(LiteSendStatus.Sent, client.Send("/stage/all", all));
        Assert.Equal(SendStatus.Sent, _host.SendReliable("/lamp/all", all));
        Assert.Equal(SendStatus.Sent, _host.Send("/lamp/all", all));
        string expected = O2Message.Create("/stage/all", GlobalTime.Immediately, reliable: true, all).ToString();
        Assert.Equal([expected, expected], await atHost.All);
        expected = expected.Replace("stage", "lamp");
        Assert.Equal([expected, expected], await atClient.All);
    }

    [Fact]
    public async Task D4_4_A_blob_of_any_size_with_more_arguments_behind_it_passes_unharmed()
    {
        Recorder<string> got = new(12);
        await using LiteClient client = Start(overWeb: false);
        client.AddMethod("/lamp/blob", "bis", m => got.Add($"{Convert.ToHexString(m.Blob(0))} {m.Int32(1)} {m.Text(2)}"));
        _host.AddMethod("/stage/blob", "bis", m => _host.TrySend(m.ToMessage().With(address: O2Address.Parse("/lamp/blob"))));
        await Ready(client, "lamp");
        byte[][] blobs = [.. Enumerable.Range(0, 12).Select(size => Enumerable.Range(1, size).Select(i => (byte)i).ToArray())];
        foreach (byte[] blob in blobs)
            client.SendReliable("/stage/blob", blob, -9, "end");
        Assert.Equal(blobs.Select(blob => $"{Convert.ToHexString(blob)} -9 end"), await got.All);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Services_properties_taps_status_and_lists_are_known_on_both_sides(bool overWeb)
    {
        _host.AddService("synth");
        await using LiteClient client = Start(overWeb);
        client.AddService("lamp");
        client.SetProperty("lamp", "color", "red;green");
        Recorder<string> copies = new(1);
        using IDisposable tap = client.Tap("synth", m => copies.Add($"{m.Address.Path} {m.Int32(0)}"));
        await Ready(client, "lamp");
        await _host.Until(() => _host.GetProperty("lamp", "color") == "red;green");
        Assert.Equal(ServiceStatus.Local, await client.StatusAsync("synth").WaitAsync(Patience));
        Assert.Equal(ServiceStatus.Unknown, await client.StatusAsync("nobody").WaitAsync(Patience));
        Task<IReadOnlyList<ServiceListing>>[] lists = [client.ServicesAsync(), client.ServicesAsync(), client.ServicesAsync()];
        foreach (IReadOnlyList<ServiceListing> list in await Task.WhenAll(lists).WaitAsync(Patience))
        {
            Assert.Contains(list, row => row is { Service: "lamp", Status: ServiceStatus.Bridge, Process: "_o2" } && row.Properties!.Get("color") == "red;green");
            Assert.Contains(list, row => row is { Service: "synth", Status: ServiceStatus.Tap });
        }

        _host.SendReliable("/synth/noteon", 60);
        Assert.Equal(["/noteon 60"], await copies.All);
        client.RemoveService("lamp");
        await _host.UntilService("lamp", ServiceStatus.Unknown);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Timed_messages_are_held_by_the_client_and_delivered_in_order_and_not_before_their_time(bool overWeb)
    {
        await using LiteClient client = Start(overWeb);
        Recorder<(int Value, double Early, double RoundTrip)> got = new(20);
        client.AddMethod("/lamp/flash", "i", m => got.Add((m.Int32(0), m.Time - _host.Now, client.RoundTrip)));
        await Ready(client, "lamp");
        double before = client.RoundTrip;
        await _host.Until(() => overWeb || !_bridge.Clients.Single().HoldsTimedMessages);
        GlobalTime start = _host.Now + 1;
        for (int i = 19; i >= 0; i--)
            Assert.Equal(SendStatus.Sent, _host.SendReliable("/lamp/flash", start + i * 0.01, i));   // Sent: the host has not kept them
        IReadOnlyList<(int Value, double Early, double RoundTrip)> flashes = await got.All;
        Assert.Equal(Enumerable.Range(0, 20), flashes.Select(flash => flash.Value));
        double uncertainty = 1.5 * Math.Max(before, flashes.Max(flash => flash.RoundTrip));   // no further is the client's clock from the host's
        Assert.All(flashes, flash => Assert.True(flash.Early <= uncertainty, $"{flash.Value} came {flash.Early} s early."));
    }

    [Fact]
    public async Task A_client_that_does_not_offer_to_hold_them_gets_timed_messages_from_the_host_at_their_time()
    {
        await using LiteClient client = LiteClient.Start(Options() with { HoldTimedMessages = false });
        Recorder<int> got = new(3);
        client.AddMethod("/lamp/flash", "i", m => got.Add(m.Int32(0)));
        await Ready(client, "lamp");
        GlobalTime start = _host.Now + 1;
        for (int i = 2; i >= 0; i--)
            Assert.Equal(SendStatus.Scheduled, _host.SendReliable("/lamp/flash", start + i * 0.02, i));
        Assert.Equal([0, 1, 2], await got.All);
        Assert.True(_bridge.Clients.Single().HoldsTimedMessages);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task None_of_100000_reliable_messages_each_way_is_lost(bool overWeb)
    {
        const int count = 100_000;
        int next = 0, back = 0;
        TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously), allBack = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _host.AddMethod("/stage/count", "i", m => Count(m.Int32(0), ref next, all));
        await using LiteClient client = Start(overWeb);
        client.AddMethod("/lamp/count", "i", m => Count(m.Int32(0), ref back, allBack));
        await Ready(client, "lamp");
        Task sending = Task.Run(async () =>
        {
            for (int i = 0; i < count; i++)
                Assert.Equal(LiteSendStatus.Sent, await client.SendAsync(O2Message.Create("/stage/count", GlobalTime.Immediately, reliable: true, i)));
        });
        for (int i = 0; i < count; i++)
            Assert.Equal(SendStatus.Sent, await _host.SendAsync(O2Message.Create("/lamp/count", GlobalTime.Immediately, reliable: true, i)));
        await Task.WhenAll(sending, all.Task, allBack.Task).WaitAsync(Patience);

        static void Count(int value, ref int next, TaskCompletionSource all)
        {
            if (value != next)
                all.TrySetException(new InvalidOperationException($"{value} came in the place of {next}."));
            else if (++next == count)
                all.TrySetResult();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task R4_66_500_round_trips_as_between_o2litehost_and_o2liteserv(bool reliable)
    {
        TaskCompletionSource<int> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using LiteClient server = Start(overWeb: false);
        server.AddMethod("/server/benchmark", "i", m => Send(server, $"!client/benchmark/{m.Int32(0) % 20}", m.Int32(0) + 1, reliable));
        _host.AddMethod("/client", "i", m =>
        {
            int i = m.Int32(0);
            if (i == 500)
                done.TrySetResult(i);
            else if (reliable)
                _host.SendReliable("!server/benchmark", i);
            else
                _host.Send("!server/benchmark", i);
        });
        await Ready(server, "server");
        _host.Send("!server/benchmark", 0);
        Assert.Equal(500, await done.Task.WaitAsync(Patience));

        static void Send(LiteClient client, string address, int value, bool reliable)
        {
            if (reliable)
                client.SendReliable(address, value);
            else
                client.Send(address, value);
        }
    }

    [Fact]
    public async Task R4_67_Two_clients_check_in_and_out_and_a_third_of_another_ensemble_stays_outside()
    {
        List<string> hello = [];
        Recorder<int> goodbye = new(2);
        _host.AddMethod("/checkin/hello", "is", m =>
        {
            lock (hello)
                hello.Add(m.Text(1).ToString());
            _host.SendReliable($"/{m.Text(1)}/checkin_reply", m.Int32(0));
        });
        _host.AddMethod("/checkin/goodbye", "i", m => goodbye.Add(m.Int32(0)));
        await using LiteClient stranger = LiteClient.Start(Options() with { Ensemble = _ensemble[..^1] });
        await using LiteClient first = LiteClient.Start(Options()), second = LiteClient.Start(Options());
        foreach (LiteClient client in new[] { first, second })
        {
            await client.WaitForStateAsync(LiteState.Synchronized).WaitAsync(Patience);
            string service = $"client{client.BridgeId}";
            client.AddMethod($"/{service}/checkin_reply", "i", m => client.SendReliable("/checkin/goodbye", m.Int32(0)));
            client.SendReliable("/checkin/hello", client.BridgeId, service);
        }

        Assert.Equal(new[] { first.BridgeId, second.BridgeId }.Order(), (await goodbye.All).Order());
        Assert.Equal(2, _bridge.Clients.Count);
        Assert.Equal(LiteState.Searching, stranger.State);
    }

    [Fact]
    public async Task A_host_that_ends_and_starts_again_elsewhere_is_found_again_with_services_clock_and_taps()
    {
        await using LiteClient client = Start(overWeb: false);
        client.SetProperty(AddLamp(client), "color", "red");
        await Ready(client, "lamp");
        for (int run = 0; run < 2; run++)
        {
            int port = client.Host!.TcpPort;
            await StopHostAsync();
            await StartHostAsync();
            await Ready(client, "lamp");
            Assert.NotEqual(port, client.Host!.TcpPort);
            Assert.Equal("red", _host.GetProperty("lamp", "color"));
            double before = _host.Now.Seconds, there = client.Now.Seconds;
            Assert.InRange(there, before - 0.5, _host.Now.Seconds + 0.5);
        }
    }

    [Fact]
    public async Task Two_hundred_clients_share_a_host()
    {
        const int count = 200;
        List<LiteClient> clients = [];
        try
        {
            Recorder<int> got = new(count);
            LiteEndpoint host = await FindAsync();
            for (int i = 0; i < count; i++)
            {
                int number = i;
                LiteClient client = LiteClient.Start(Options() with { Host = host });
                client.AddMethod($"/lamp{i}/flash", "i", m => client.SendReliable("/stage/flashed", number));
                clients.Add(client);
            }

            _host.AddMethod("/stage/flashed", "i", m => got.Add(m.Int32(0)));
            await _host.Until(() => Enumerable.Range(0, count).All(i => _host.Status($"lamp{i}") >= ServiceStatus.LocalNoTime));
            for (int i = 0; i < count; i++)
                _host.SendReliable($"/lamp{i}/flash", i);
            Assert.Equal(Enumerable.Range(0, count), (await got.All).Order());
            Assert.Equal(count, clients.Select(client => client.BridgeId).Distinct().Count());
        }
        finally
        {
            await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask()));
        }
    }

    [Fact]
    public void A_polled_client_needs_nothing_but_polls()
    {
        using LiteClient client = new(Options());
        AddLamp(client);
        int flashes = 0;
        client.AddMethod("/lamp/flash", "", _ => flashes++);
        using CancellationTokenSource limit = new(Patience);
        bool isSent = false;
        while (flashes == 0)
        {
            limit.Token.ThrowIfCancellationRequested();
            client.Poll();
            if (!isSent && client.State == LiteState.Synchronized && _host.Status("lamp") == ServiceStatus.Bridge)
                isSent = _host.SendReliable("/lamp/flash", _host.Now + 0.05) == SendStatus.Sent;
            Thread.Yield();
        }
    }

    private LiteClientOptions Options() => new() { Ensemble = _ensemble, Interfaces = ["127.0.0.1"] };

    private LiteClient Start(bool overWeb) =>
        LiteClient.Start(overWeb ? Options() with { Host = LiteEndpoint.AtWeb(new UriBuilder(_web.Address) { Scheme = "ws", Path = "/o2ws" }.Uri) } : Options());

    private static string AddLamp(LiteClient client)
    {
        client.AddService("lamp");
        return "lamp";
    }

    /// <summary>Waits until the client has the time and the host knows that, with its service.</summary>
    private async Task Ready(LiteClient client, string service)
    {
        await client.WaitForStateAsync(LiteState.Synchronized).WaitAsync(Patience);
        await _host.UntilService(service, ServiceStatus.Bridge);
    }

    /// <summary>Where the host is, as one client has found it.</summary>
    private async Task<LiteEndpoint> FindAsync()
    {
        await using LiteClient client = Start(overWeb: false);
        await client.WaitForStateAsync(LiteState.Connected).WaitAsync(Patience);
        return client.Host!;
    }

    private async Task StartHostAsync()
    {
        _host = await O2Process.StartAsync(new O2ProcessOptions { Ensemble = _ensemble, Network = NetworkScope.Loopback });
        _host.BecomeClockReference();
        _bridge = _host.AddLiteHost();
        _web = await O2WebServer.StartAsync(_host, new O2WebOptions { Port = 0 });
    }

    private async Task StopHostAsync()
    {
        await _web.DisposeAsync();
        await _host.DisposeAsync();
    }
}
