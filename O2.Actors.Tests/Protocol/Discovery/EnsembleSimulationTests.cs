using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Discovery;

/// <summary>Whole ensembles of state machines on a network with random latency. The seed stands in the name of a failed case.</summary>
public class EnsembleSimulationTests
{
    [Theory]
    [MemberData(nameof(Seeds))]
    public void All_pairs_end_up_with_one_lasting_connection_and_the_same_directory(int seed)
    {
        SimulatedNetwork network = new(seed, maxLatency: 0.05);
        SimulatedProcess[] all = Start(network, 6);
        foreach (SimulatedProcess process in all)
        {
            process.Directory.TryAdd("dup", ProviderKind.Local);
            process.Directory.TryAdd($"own{process.Name.TcpPort}", ProviderKind.Local);
            process.Announce();
        }

        // Everybody finds everybody two to four times, as browsers report records once for each interface.
        foreach (SimulatedProcess finder in all)
        {
            foreach (SimulatedProcess found in all)
            {
                for (int i = network.Random.Next(2, 5); i > 0; i--)
                    network.At(network.Now + network.Random.NextDouble(), () => finder.Discover(found));
            }
        }

        network.Run(30);
        ExpectFullMesh(all);
        foreach (SimulatedProcess process in all)
        {
            Assert.Empty(process.Warnings);
            foreach (SimulatedProcess other in all)
                Assert.True(process.Directory.Snapshot.Status($"own{other.Name.TcpPort}") >= 0);

            Assert.True(process.Directory.Snapshot.TryGetService("dup", out ServiceEntry? dup));
            Assert.Equal(all.Length, dup.Providers.Length);
            Assert.Equal(ServiceName.Process, dup.Active!.ProcessText);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void D3_5_Peer_that_finds_us_several_times_ends_up_with_one_lasting_connection(bool higherIsNew)
    {
        SimulatedNetwork network = new();
        SimulatedProcess[] two = Start(network, 2);
        SimulatedProcess newcomer = higherIsNew ? two[1] : two[0], other = higherIsNew ? two[0] : two[1];

        // A reference newcomer opens one temporary connection for each report.
        for (int i = 0; i < 3; i++)
            network.Connect(newcomer, other.Identity.Self);

        network.Run(1);
        ExpectFullMesh(two);
        network.Run(20);
        ExpectFullMesh(two);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void D3_11_Broken_connections_are_made_again_without_a_new_discovery(int seed)
    {
        SimulatedNetwork network = new(seed);
        SimulatedProcess[] all = Start(network, 4);
        DiscoverAll(all);
        network.Run(5);

        for (int round = 0; round < 5; round++)
        {
            foreach (SimulatedEnd end in all.SelectMany(process => process.OpenEnds).ToArray())
            {
                if (network.Random.Next(2) == 0)
                    end.Break();
            }

            network.Run(0.1);
            network.Run(10);
            ExpectFullMesh(all);
        }
    }

    [Fact]
    public void D3_16_Process_whose_connect_was_refused_is_found_once_it_listens()
    {
        SimulatedNetwork network = new();
        SimulatedProcess[] two = Start(network, 2);
        network.StopListening(two[1]);
        two[0].Discover(two[1]);
        network.Run(20);
        Assert.Empty(two[0].Known);
        Assert.Equal(0, two[0].EndCount);

        network.Listen(two[1]);
        network.Run(40);
        ExpectFullMesh(two);
    }

    [Fact]
    public void D3_17_Reset_connection_removes_the_peer_and_its_services_at_once()
    {
        SimulatedNetwork network = new();
        SimulatedProcess[] two = Start(network, 2);
        two[1].Directory.TryAdd("synth", ProviderKind.Local);
        DiscoverAll(two);
        network.Run(5);
        Assert.Equal(ServiceStatus.RemoteNoTime, two[0].Directory.Snapshot.Status("synth"));

        network.StopListening(two[1]);
        two[0].OpenEnds.Single().Break();

        Assert.Empty(two[0].Known);
        Assert.Equal(ServiceStatus.Unknown, two[0].Directory.Snapshot.Status("synth"));
    }

    [Fact]
    public void D3_19_Unroutable_process_is_survived_by_client_and_server()
    {
        SimulatedNetwork network = new();
        SimulatedProcess process = new(network, "@00000000:0a4d0002:0001");
        process.Discover(SessionFixture.Low);
        process.Discover(SessionFixture.High);
        network.Run(60);

        Assert.Empty(process.Known);
        Assert.Equal(0, process.EndCount);
        Assert.InRange(network.ConnectAttempts, 4, 20);
    }

    [Fact]
    public void D3_18_Second_connection_neither_doubles_the_provider_nor_loses_services()
    {
        SimulatedNetwork network = new();
        SimulatedProcess[] two = Start(network, 2);
        two[0].Directory.TryAdd("synth", ProviderKind.Local);
        two[0].Announce();
        DiscoverAll(two);
        network.Run(5);

        network.Connect(two[0], two[1].Identity.Self);
        network.Run(5);

        ExpectFullMesh(two);
        Assert.True(two[1].Directory.Snapshot.TryGetService("synth", out ServiceEntry? entry));
        Assert.Equal(two[0].Name, Assert.Single(entry.Providers).Process);
    }

    [Fact]
    public void Leaving_process_is_removed_by_all_and_its_service_fails_over()
    {
        SimulatedNetwork network = new();
        SimulatedProcess[] all = Start(network, 4);
        foreach (SimulatedProcess process in all[1..])
            process.Directory.TryAdd("dup", ProviderKind.Local);

        DiscoverAll(all);
        network.Run(5);
        Assert.Equal(all[3].Name.Text, Active(all[0]));

        all[3].Leave();
        network.Run(0.1);

        ExpectFullMesh(all[..3]);
        Assert.Equal(all[2].Name.Text, Active(all[0]));

        static string? Active(SimulatedProcess process) =>
            process.Directory.Snapshot.TryGetService("dup", out ServiceEntry? entry) ? entry.Active?.ProcessText : null;
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void R3_39_Processes_that_know_only_the_hub_get_to_know_each_other(int seed)
    {
        SimulatedNetwork network = new(seed);
        SimulatedProcess hub = new(network, "@00000000:0a4d0005:0005");
        SimulatedProcess[] clients =
        [
            .. Enumerable.Range(1, 8).Where(i => i != 5).Select(i => new SimulatedProcess(network, $"@00000000:0a4d000{i}:000{i}", hub: hub.Name)),
        ];
        foreach (SimulatedProcess client in clients)
            network.At(network.Now + network.Random.NextDouble(), () => client.Discover(hub));

        network.Run(30);

        ExpectFullMesh([hub, .. clients]);
        Assert.Empty(hub.Warnings);
    }

    [Fact]
    public void R3_46_Long_list_arrives_whole()
    {
        SimulatedNetwork network = new();
        SimulatedProcess[] two = Start(network, 2);
        for (int i = 0; i < 5000; i++)
            two[1].Directory.TryAdd($"service number {i}", ProviderKind.Local);

        DiscoverAll(two);
        network.Run(5);

        Assert.Equal(ServiceStatus.RemoteNoTime, two[0].Directory.Snapshot.Status("service number 4999"));
        Assert.Equal(5000 + 2, two[0].Directory.Snapshot.Services.Count);
        Assert.All(two[1].Sent, frame => Assert.InRange(frame.Length / 2, 0, ServiceAnnouncement.MaxMessageBytes + 4));
    }

    [Fact]
    public void D3_41_Service_freed_by_a_reference_peer_is_removed()
    {
        SimulatedNetwork network = new();
        SimulatedProcess[] two = Start(network, 2);
        two[1].Directory.TryAdd("alpha", ProviderKind.Local);
        DiscoverAll(two);
        network.Run(5);

        O2Message freed = O2Message.Create(
            SystemAddress.Services, GlobalTime.Immediately, reliable: true, two[1].Name.Text, "alpha", O2Value.False, O2Value.False, "", 0);
        two[1].OpenEnds.Single().Transmit(freed);
        network.Run(1);

        Assert.False(two[0].Directory.Snapshot.TryGetService("alpha", out _));
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 20)];

    private static SimulatedProcess[] Start(SimulatedNetwork network, int count) =>
        [.. Enumerable.Range(1, count).Select(i => new SimulatedProcess(network, $"@00000000:0a4d0001:{i:x4}"))];

    private static void DiscoverAll(SimulatedProcess[] all)
    {
        foreach (SimulatedProcess finder in all)
        {
            foreach (SimulatedProcess found in all)
                finder.Discover(found);
        }
    }

    private static void ExpectFullMesh(SimulatedProcess[] all)
    {
        foreach (SimulatedProcess process in all)
        {
            Assert.Equal(all.Select(other => other.Name).Where(name => name != process.Name).Order(), process.Known);
            Assert.Equal(all.Length - 1, process.OpenEnds.Count());
            Assert.Equal(all.Length - 1, process.EndCount);
        }
    }
}
