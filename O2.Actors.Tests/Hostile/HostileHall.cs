using Akka.Actor;
using O2.Actors.Tests.Gateways;
using O2.Protocol;

namespace O2.Actors.Tests.Hostile;

/// <summary>A real process, a peer that behaves, and a peer that does not; what goes wrong between two of them must not reach the third.</summary>
internal sealed class HostileHall : IAsyncDisposable
{
    public const string Ensemble = "hall";
    private readonly RawPeer _friend = new(Ensemble);
    private RawConnection _friendly = null!;

    private HostileHall(ActorSystem system) => System = system;

    public ActorSystem System { get; }

    public O2Process Process { get; private set; } = null!;

    /// <summary>The peer that does not behave. It has introduced itself only if the test does.</summary>
    public RawPeer Foe { get; } = new(Ensemble);

    public LogProbe Log { get; private set; } = null!;

    public static async Task<HostileHall> OpenAsync(Func<O2ProcessOptions, O2ProcessOptions>? change = null)
    {
        var hall = new HostileHall(ActorSystem.Create("hall", "akka.loggers = []\n" + ProcessActorSystem.Config));
        var options = (change ?? (o => o))(Ensembles.Options(Ensemble) with { ActorSystem = hall.System });
        hall.Process = await hall.Foe.StartProcessAsync(options);
        hall.Log = new LogProbe(hall.System);
        hall.Process.AddMethod("/echo/ask", "i", m => hall.Process.SendReliable("/friend/answer", m.Int32(0)));
        hall._friendly = await hall._friend.JoinAsync(hall.Process, "friend");
        await hall.Process.UntilService("friend", ServiceStatus.RemoteNoTime);
        return hall;
    }

    /// <summary>The friend gets an answer, and is still connected; so does and is whoever comes anew.</summary>
    public async Task OthersAreServedAsync()
    {
        await FriendIsServedAsync();
        using var newcomer = new RawPeer(Ensemble);
        using var connection = await newcomer.JoinAsync(Process);
    }

    /// <summary>The friend gets an answer, and is still connected.</summary>
    public async Task FriendIsServedAsync()
    {
        await AskAsync(_friendly);
        Assert.Contains(Process.Processes(), p => p.Name == _friend.Info.Name);
    }

    public async ValueTask DisposeAsync()
    {
        _friendly.Dispose();
        _friend.Dispose();
        Foe.Dispose();
        await Process.DisposeAsync();
        await System.Terminate();
    }

    private static async Task AskAsync(RawConnection connection)
    {
        int question = Random.Shared.Next();
        await connection.SendAsync(O2Message.Create("/echo/ask", GlobalTime.Immediately, reliable: true, question));
        while ((await connection.ReceiveUntilAsync("/friend/answer"))[^1].AsView().Int32(0) != question)
        {
        }
    }
}
