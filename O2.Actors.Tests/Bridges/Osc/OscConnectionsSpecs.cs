using O2.Actors.Tests.Protocol.Osc;

namespace O2.Actors.Tests.Bridges.Osc;

/// <summary>How many TCP connections a port has, and which of them gives way to a new one.</summary>
public sealed class OscConnectionsSpecs : OscStage
{
    [Fact]
    public void Silent_connections_keep_nobody_out_and_the_oldest_of_them_gives_way()
    {
        var heard = Hear();
        using var port = Host.AddOscPort("osc", 0, new OscPortOptions { Transport = OscTransport.Tcp, MaxConnections = 3, ReplyService = "phone" });
        using var speaker = ConnectTo(port);
        speaker.Send(OscBytes.Prefixed(OscBytes.Message("/x", "")));
        using OscServer malformed = ConnectTo(port), silent = ConnectTo(port);
        malformed.Send(OscBytes.Prefixed(OscBytes.Message("x", "")));
        Ensemble.Advance(3600);
        Assert.Equal(3, port.Connections);

        using var newcomer = ConnectTo(port);
        newcomer.Send(OscBytes.Prefixed(OscBytes.Message("/new", "")));
        Ensemble.RunUntil(() => heard.Count == 2);
        speaker.Send(OscBytes.Prefixed(OscBytes.Message("/still", "")));
        Ensemble.RunUntil(() => heard.Count == 3);

        Assert.Equal(["/osc/x", "/osc/new", "/osc/still"], heard);
        Assert.Equal((1, 0, 1, 1, 3), (speaker.Connections, malformed.Connections, silent.Connections, newcomer.Connections, port.Connections));
    }

    [Fact]
    public void When_all_have_spoken_the_one_that_has_been_silent_longest_gives_way()
    {
        using var port = Host.AddOscPort("osc", 0, new OscPortOptions { Transport = OscTransport.Tcp, MaxConnections = 2 });
        using OscServer first = ConnectTo(port), second = ConnectTo(port);
        foreach (var speaker in (OscServer[])[first, second, first])
        {
            speaker.Send(OscBytes.Prefixed(OscBytes.Message("/x", "")));
            Ensemble.Advance(1);
        }

        using var third = ConnectTo(port);

        Assert.Equal((1, 0, 1), (first.Connections, second.Connections, third.Connections));
    }

    [Fact]
    public void A_connection_that_ends_makes_room()
    {
        using var port = Host.AddOscPort("osc", 0, new OscPortOptions { Transport = OscTransport.Tcp, MaxConnections = 2 });
        using var first = ConnectTo(port);
        ConnectTo(port).Dispose();
        Ensemble.Advance(1);

        using var third = ConnectTo(port);

        Assert.Equal((1, 1, 2), (first.Connections, third.Connections, port.Connections));
    }

    private OscServer ConnectTo(OscPort port)
    {
        var client = OscServer.Connect(Ensemble, Studio, HostMachine, port.Port);
        Ensemble.Advance(1);
        return client;
    }
}
