using Akka.Actor;
using O2.Actors;

namespace O2.Benchmarks;

/// <summary>Answers pings the way they came: <c>/inline</c> on the receiving thread, <c>/actors</c> as an actor; and counts what comes to <c>/absorb</c>.</summary>
internal sealed class EchoService : O2ServiceActor
{
    public EchoService() => Method("/ping", "i", m => O2.Reply(PingPong.ActorReply, m.Flags.IsReliable, m.Int32(0)));

    public static IReadOnlyList<string> Names { get; } = ["inline", "actors", "absorb"];

    public static void Offer(O2Process o2, Tally tally)
    {
        o2.AddMethod("/inline/ping", "i", m => o2.Reply(PingPong.InlineReply, m.Flags.IsReliable, m.Int32(0)));
        o2.AddService("actors", Props.Create<EchoService>());
        o2.AddMethod("/absorb/note", "i", _ => tally.Add(1));
    }
}
