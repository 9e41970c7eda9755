using O2.Actors.TestKit;

namespace O2.Actors.Tests.Ensemble;

/// <summary>Two processes of an ensemble that have found each other, in virtual time.</summary>
public abstract class TwoProcessSpecs : IDisposable
{
    protected TwoProcessSpecs()
    {
        A = Ensemble.Start();
        B = Ensemble.Start();
        Ensemble.RunUntil(() => A.Processes().Count == 1 && B.Processes().Count == 1);
    }

    protected EnsembleFixture Ensemble { get; } = new();

    protected O2Process A { get; }

    protected O2Process B { get; }

    /// <summary>What a test notes.</summary>
    protected List<string> Log { get; } = [];

    public void Dispose() => Ensemble.Dispose();
}
