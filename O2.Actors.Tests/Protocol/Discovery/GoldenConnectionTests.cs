using O2.Actors.Tests.Transcripts;
using O2.Actors.Tests.Vectors;
using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Discovery;

/// <summary>Our state machines, given the names and ports of the captured processes, send the frames of the reference, byte for byte and in its order.</summary>
public class GoldenConnectionTests
{
    [Fact]
    public void Newcomer_with_the_higher_name_calls_and_is_connected_to()
    {
        SimulatedNetwork network = new();
        SimulatedProcess a = new(network, "@00000000:7f000001:81ef", udpPort: 0xc7b3);
        SimulatedProcess b = new(network, "@00000000:7f000001:84b1", udpPort: 0xd0d1);
        Offer(a, "a");
        a.BecomeSynchronized();
        Offer(a, ServiceName.Clock);
        Offer(b, "b");

        b.Discover(a);
        network.Run(1);
        b.BecomeSynchronized();
        network.Run(1);

        Assert.Equal(Transcript.TcpFrames("connect", "a"), a.Sent);
        Assert.Equal(Transcript.TcpFrames("connect", "b"), b.Sent);
        Assert.Equal(ServiceStatus.Remote, b.Directory.Snapshot.Status("_cs"));
        Assert.Equal(ServiceStatus.Remote, a.Directory.Snapshot.Status("b"));
    }

    [Fact]
    public void Services_are_announced_as_by_the_reference_but_for_freed_ones()
    {
        SimulatedNetwork network = new();
        SimulatedProcess a = new(network, "@00000000:7f000001:b385", udpPort: 0xb943);
        SimulatedProcess b = new(network, "@00000000:7f000001:aad3", udpPort: 0xc431);
        Offer(a, "a");
        a.BecomeSynchronized();
        Offer(a, ServiceName.Clock);
        Offer(b, "b");

        b.Discover(a);
        network.Run(1);
        b.BecomeSynchronized();
        Offer(a, "alpha");
        Free(a, "alpha");
        Offer(a, "dup");
        Offer(b, "dup");
        Free(b, "dup");
        Free(a, "dup");

        // D3.41, R3.44: the reference says by "F F" that a tap without tappee is gone; we say "F T", which it understands.
        Assert.Equal(Transcript.TcpFrames("services", "a").Select(CorrectFreed), a.Sent);
        Assert.Equal(Transcript.TcpFrames("services", "b").Select(CorrectFreed), b.Sent);
    }

    [Fact]
    public void Property_changes_are_announced_as_by_the_reference()
    {
        SimulatedNetwork network = new();
        SimulatedProcess a = new(network, "@00000000:7f000001:93a5", udpPort: 0x9182);
        SimulatedProcess b = new(network, "@00000000:7f000001:b4d5", udpPort: 0xdf3b);
        Offer(a, ServiceName.Clock);
        a.BecomeSynchronized();
        Offer(a, "a");
        Offer(b, "b");

        b.Discover(a);
        network.Run(1);
        Set("style", "rock");
        Set("tempo", "120");
        Set("esc", @"x:y;z\w");
        Set("style", "jazz;fusion");
        Assert.True(a.Directory.TryRemoveProperty("a", "tempo"));
        a.Announce();
        network.Run(1);

        Assert.Equal(Transcript.TcpFrames("properties", "a"), a.Sent);
        Assert.True(b.Directory.Snapshot.TryGetService("a", out ServiceEntry? entry));
        Assert.Equal("jazz;fusion", entry.Active!.Properties.Get("style"));

        void Set(string attribute, string value)
        {
            Assert.True(a.Directory.TrySetProperty("a", attribute, value));
            a.Announce();
        }
    }

    [Fact]
    public void Taps_are_announced_as_by_the_reference()
    {
        SimulatedNetwork network = new();
        SimulatedProcess a = new(network, "@00000000:7f000001:a5b3", udpPort: 0x83ab);
        SimulatedProcess b = new(network, "@00000000:7f000001:8859", udpPort: 0x9e7f);
        Offer(a, "a");
        a.BecomeSynchronized();
        Offer(a, ServiceName.Clock);
        Offer(b, "b");

        b.Discover(a);
        network.Run(1);
        b.BecomeSynchronized();
        Offer(b, "tapper");
        Offer(a, "tappee");
        foreach (TapSendMode mode in new[] { TapSendMode.Keep, TapSendMode.Reliable, TapSendMode.BestEffort })
        {
            Assert.True(b.Directory.TryTap("tappee", "tapper", mode));
            b.Announce();
            Assert.True(b.Directory.TryUntap("tappee", "tapper"));
            b.Announce();
        }

        Assert.Equal(Transcript.TcpFrames("taps", "a"), a.Sent);
        Assert.Equal(Transcript.TcpFrames("taps", "b"), b.Sent);
    }

    [Fact]
    public void R3_38_R3_40_Hub_and_its_client_exchange_the_frames_of_the_reference()
    {
        SimulatedNetwork network = new();
        SimulatedProcess a = new(network, "@00000000:7f000001:fc1d", udpPort: 0xfc1d);
        SimulatedProcess b = new(network, "@00000000:7f000001:eb4e", udpPort: 0xeb4e, hub: a.Name);
        Offer(a, "a");
        a.BecomeSynchronized();
        Offer(a, ServiceName.Clock);
        Offer(b, "b");

        b.Discover(a);
        network.Run(1);
        b.BecomeSynchronized();
        network.Run(1);

        Assert.Equal(Transcript.TcpFrames("hub", "a"), a.Sent);
        Assert.Equal(Transcript.TcpFrames("hub", "b"), b.Sent);
        Assert.Empty(a.Warnings);
        Assert.Empty(b.Warnings);
    }

    [Fact]
    public void Broadcast_introduction_has_the_bytes_of_the_reference_and_is_understood()
    {
        TranscriptPacket packet = Transcript.Load("hub").First(p => !p.IsTcp && p.Address == SystemAddress.Introduction);
        ProcessInfo b = new(ProcessName.Parse("@00000000:7f000001:eb4e"), 0xeb4e, ProtocolVersion.Current);

        Assert.Equal(packet.Bytes, Wire.EncodeUdp(new Introduction("gold", b, IntroductionKind.Info).ToMessage(reliable: false)));

        Assert.True(Introduction.TryRead(Wire.Decode(packet.Body), out Introduction? read));
        Assert.Equal(("gold", b, IntroductionKind.Info), (read.Ensemble, read.Process, read.Kind));
    }

    [Theory]
    [InlineData("a", "other", PeerEndReason.OtherEnsemble)]
    [InlineData("b", "gold", PeerEndReason.OtherEnsemble)]
    [InlineData("b", "other", PeerEndReason.CallbackReceived)]
    public void R3_30_Captured_introduction_of_another_ensemble_closes_the_connection(string from, string ensemble, PeerEndReason reason)
    {
        SimulatedNetwork network = new();
        PeerIdentity identity = new(ensemble, new ProcessInfo(ProcessName.Parse("@00000000:7f000001:9000"), 1, ProtocolVersion.Current));
        PeerSession session = new(network.Now, identity);

        session.HandleMessage(network.Now, Wire.Decode(Transcript.Load("ensemble_mismatch").First(p => p.From == from && p.Address == SystemAddress.Introduction).Body));

        List<PeerOutput> outputs = [];
        while (session.TryDequeueOutput(out PeerOutput? output))
            outputs.Add(output);

        Assert.Equal(new PeerOutput.Ended(reason), outputs[^1]);
        Assert.DoesNotContain(outputs, output => output is PeerOutput.Send or PeerOutput.SendState or PeerOutput.Introduced);
    }

    private static void Offer(SimulatedProcess process, string service)
    {
        Assert.True(process.Directory.TryAdd(service, ProviderKind.Local));
        process.Announce();
    }

    private static void Free(SimulatedProcess process, string service)
    {
        Assert.True(process.Directory.TryRemove(service));
        process.Announce();
    }

    private static string CorrectFreed(string frame) =>
        frame.Replace(Convert.ToHexStringLower(",ssFFsi"u8), Convert.ToHexStringLower(",ssFTsi"u8), StringComparison.Ordinal);
}
