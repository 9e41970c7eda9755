using Akka.Actor;
using O2.Actors;
using O2.Actors.TestKit;
using O2.Protocol;

/// <summary>Sends every note back half a second later, an octave higher.</summary>
public sealed class Echo : O2ServiceActor
{
    public Echo() => Method("/note", "i", note => O2.SendReliable("/piano/note", note.Time + 0.5, note.Int32(0) + 12));
}

public class EchoTests
{
    [Fact]
    public void A_note_comes_back_half_a_second_later_an_octave_higher()
    {
        using var ensemble = new EnsembleFixture();                 // a virtual network, in virtual time
        O2Process stage = ensemble.Start(), hall = ensemble.Start();
        List<(int Key, GlobalTime Time)> heard = [];
        stage.BecomeClockReference();
        stage.AddMethod("/piano/note", "i", note => heard.Add((note.Int32(0), note.Time)));
        hall.AddService("echo", Props.Create<Echo>());
        ensemble.RunUntil(() => stage.Status("echo") == ServiceStatus.Remote && hall.Status("piano") == ServiceStatus.Remote);

        GlobalTime start = stage.Now + 60;
        stage.SendReliable("/echo/note", start, 48);
        ensemble.Advance(61);                                       // takes some milliseconds

        Assert.Equal([(60, start + 0.5)], heard);
    }
}
