using O2.Actors.TestKit;

namespace O2.Actors.Tests.Bridges.Lite;

/// <summary>A host of O2lite clients in virtual time, and other processes where a test wants them.</summary>
public abstract class VirtualLiteSpecs : IDisposable
{
    private protected VirtualLiteStage Stage { get; } = VirtualLiteStage.Open();

    protected O2Process Host => Stage.Host;

    protected EnsembleFixture Ensemble => Stage.Ensemble;

    public void Dispose() => Stage.Dispose();

    /// <summary>Starts a process that knows the host, and is known to it.</summary>
    protected O2Process StartOther()
    {
        var other = Ensemble.Start();
        Ensemble.RunUntil(() => Host.Processes().Count == 1 && other.Processes().Count == 1);
        return other;
    }

    /// <summary>Gives the ensemble a clock.</summary>
    protected void Synchronize()
    {
        Host.BecomeClockReference();
        Ensemble.Advance(0);
    }
}
