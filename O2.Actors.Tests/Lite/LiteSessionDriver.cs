using O2.Lite;
using O2.Protocol;
using O2.Protocol.Lite;

namespace O2.Actors.Tests.Lite;

/// <summary>Drives a session in virtual time and plays the host.</summary>
internal sealed class LiteSessionDriver
{
    private readonly List<LiteOutput> _outputs = [];

    public LiteSessionDriver(LiteEndpoint? host, int maxHeld = 1000)
    {
        Session = new LiteSession(new LiteClientOptions { Ensemble = "music", Host = host, MaxHeldMessages = maxHeld }, new Random(7));
    }

    public LiteSession Session { get; }

    /// <summary>An odd large value, so that zero is not taken for a time.</summary>
    public LocalTime Now { get; private set; } = new(98_765.4321);

    public int Disconnects { get; private set; }

    public O2Message LastSent { get; private set; } = null!;

    public List<LiteEndpoint> Connects() => [.. Take(LiteOutputKind.Connect).Select(output => output.Host!)];

    public List<string> Sent() => [.. Take(LiteOutputKind.Send).Select(output => output.Message!.ToString())];

    public List<LiteOutput> Delivered() => Take(LiteOutputKind.Deliver);

    public List<LiteOutput> Answers() => [.. Take(LiteOutputKind.Status), .. Take(LiteOutputKind.Listing)];

    /// <summary>Lets time pass; nothing is answered meanwhile.</summary>
    public void Advance(double seconds)
    {
        LocalTime end = Now + seconds;
        while (Session.NextDeadline <= end && Session.NextDeadline > Now)
        {
            Now = Session.NextDeadline;
            Session.HandleDeadline(Now);
            Drain();
        }

        Now = end;
        Session.HandleDeadline(Now);
        Drain();
    }

    public void AdvanceToDeadline() => Advance(Math.Max(0, Session.NextDeadline - Now));

    /// <summary>Connects and lets the host take the client in.</summary>
    public void Accept(int id)
    {
        Advance(0);
        Session.HandleConnected(Now, 0x7f000001, 4000);
        Session.HandleMessage(Now, LiteHostMessages.CreateBridgeId(id));
        Drain();
        Assert.Equal((LiteState.Connected, id), (Session.State, Session.BridgeId));
    }

    /// <summary>Answers questions for the time until the client has it.</summary>
    public void Synchronize(double offset)
    {
        for (int i = 0; i < 5; i++)
        {
            AdvanceToDeadline();
            O2Message question = _outputs.Last(output => output.Kind == LiteOutputKind.Send && output.Message!.Address.Path.EndsWith("/cs/get", StringComparison.Ordinal)).Message!;
            Session.HandleMessage(Now, LiteHostMessages.CreateClockAnswer(O2Address.Parse("!_o2/cs/put"), question.AsView().Int32(1), new(Now.Seconds + offset)));
            Drain();
        }

        Assert.Equal(LiteState.Synchronized, Session.State);
    }

    public void AcceptAndSynchronize(int id, double offset)
    {
        Accept(id);
        Synchronize(offset);
    }

    private List<LiteOutput> Take(LiteOutputKind kind)
    {
        Session.HandleDeadline(Now);
        Drain();
        List<LiteOutput> taken = [.. _outputs.Where(output => output.Kind == kind)];
        _outputs.RemoveAll(output => output.Kind == kind);
        return taken;
    }

    private void Drain()
    {
        while (Session.TryDequeueOutput(out LiteOutput output))
        {
            _outputs.Add(output);
            Disconnects += output.Kind == LiteOutputKind.Disconnect ? 1 : 0;
            if (output.Kind == LiteOutputKind.Send)
                LastSent = output.Message!;
        }
    }
}
