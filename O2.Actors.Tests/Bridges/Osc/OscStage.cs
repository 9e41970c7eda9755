using O2.Actors.TestKit;
using O2.Protocol;
using O2.Protocol.Osc;

namespace O2.Actors.Tests.Bridges.Osc;

/// <summary>Two processes that know each other, and a machine for OSC programs, in virtual time.</summary>
public abstract class OscStage : IDisposable
{
    protected OscStage()
    {
        Host = Ensemble.Start();
        Other = Ensemble.Start();
        Studio = Ensemble.Network.AddMachine();
        Ensemble.RunUntil(() => Host.Processes().Count == 1 && Other.Processes().Count == 1);
    }

    protected EnsembleFixture Ensemble { get; } = new();

    /// <summary>The process with the OSC bridges.</summary>
    protected O2Process Host { get; }

    protected O2Process Other { get; }

    /// <summary>Where the OSC programs run.</summary>
    protected VirtualMachine Studio { get; }

    protected VirtualMachine HostMachine => Ensemble.MachineOf(Host);

    /// <summary>The time tag of this moment.</summary>
    protected ulong TagNow => OscTimeBase.TagOf(Ensemble.Clock.UtcNow - DateTime.UnixEpoch);

    public void Dispose() => Ensemble.Dispose();

    protected static O2Message Message(string address, params ReadOnlySpan<O2Value> args) => O2Message.Create(address, GlobalTime.Immediately, reliable: true, args);

    /// <summary>Makes the host the clock reference.</summary>
    protected void Synchronize()
    {
        Host.BecomeClockReference();
        Ensemble.RunUntil(() => Other.ClockState.IsSynchronized);
    }

    /// <summary>Collects what comes to a service of the host, as text.</summary>
    protected List<string> Hear(string service = "osc") => Hear(Host, service);

    protected static List<string> Hear(O2Process process, string service)
    {
        List<string> heard = [];
        process.AddMethod('/' + service, null, m => heard.Add(m.ToString()));
        return heard;
    }
}
