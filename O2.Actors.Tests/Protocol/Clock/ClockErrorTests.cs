using System.Globalization;
using System.Text;

namespace O2.Actors.Tests.Protocol.Clock;

/// <summary>
/// Snapshot of behaviour: how far a follower's idea of the ensemble's time is off, by jitter of the link. A change of these
/// numbers is a change for musicians; make it on purpose, with the new table in the same commit.
/// </summary>
public sealed class ClockErrorTests
{
    private const int Seeds = 20;

    private sealed record Link(string Name, double MinDelay, double Jitter, double PollPeriod, double Loss, double Skew);

    private static readonly Link[] Links =
    [
        new("wire",                  0.0001, 0.00002, 0,     0,    30e-6),
        new("wire, ref polls 1 kHz", 0.0001, 0.00002, 0.001, 0,    30e-6),
        new("wire, bad crystal",     0.0001, 0.00002, 0.001, 0,   100e-6),
        new("wifi 1 ms",             0.001,  0.001,   0.001, 0.01, 30e-6),
        new("wifi 5 ms",             0.001,  0.005,   0.001, 0.05, 30e-6),
        new("wifi 20 ms",            0.001,  0.020,   0.001, 0.10, 30e-6),
        new("far away, 2 ms",        0.050,  0.002,   0.001, 0.01, 30e-6),
    ];

    [Fact]
    public void Clock_error_by_jitter()
    {
        const string expected = """
            | link                  | ours, first 30 s | ours, to 300 s   | fastest of five  |
            |                       | mean us   99% us | mean us   99% us | mean us   99% us |
            | wire                  |       9       35 |       4       17 |     748     1483 |
            | wire, ref polls 1 kHz |     201      758 |     138      386 |     751     1569 |
            | wire, bad crystal     |     213      949 |     138      393 |    2501     4979 |
            | wifi 1 ms             |     274      821 |     284      861 |     770     2001 |
            | wifi 5 ms             |     484     1581 |     734     2877 |    1265     5558 |
            | wifi 20 ms            |    1475     5763 |    1812     7086 |    4101    19278 |
            | far away, 2 ms        |     356      983 |     405     1364 |     834     2458 |
            """;
        var table = new StringBuilder("| link                  | ours, first 30 s | ours, to 300 s   | fastest of five  |\n");
        table.Append("|                       | mean us   99% us | mean us   99% us | mean us   99% us |\n");
        foreach (Link link in Links)
        {
            List<double> early = [], late = [], reference = [];
            for (int seed = 1; seed <= Seeds; seed++) Run(link, seed, early, late, reference);
            table.Append($"| {link.Name,-21} | {Show(early)} | {Show(late)} | {Show(reference)} |\n");
        }
        string actual = table.ToString().TrimEnd();
        Assert.True(expected == actual, "The table is now:\n" + actual);
    }

    private static void Run(Link link, int seed, List<double> early, List<double> late, List<double> reference)
    {
        var other = new FastestOfFive();
        var simulation = new FollowerSimulation(seed)
        {
            MinDelay = link.MinDelay,
            Jitter = link.Jitter,
            PollPeriod = link.PollPeriod,
            Loss = link.Loss,
            Skew = seed % 2 == 0 ? link.Skew : -link.Skew,
            Observer = other.Take,
        };
        simulation.Follow("@a");
        while (!simulation.Clock.IsSynchronized) simulation.RunUntil(simulation.Now + 0.1);
        Assert.True(simulation.Now < 4, $"{link.Name}, seed {seed}: synchronized after {simulation.Now} s");
        simulation.RunUntil(30, () => early.Add(Math.Abs(simulation.Error)), 0.1);
        simulation.RunUntil(300, () =>
        {
            late.Add(Math.Abs(simulation.Error));
            reference.Add(Math.Abs(other.At(simulation.Local) - simulation.ReferenceTime));
        }, 0.1);
    }

    private static string Show(List<double> errors)
    {
        errors.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"{errors.Average() * 1e6,7:F0} {errors[errors.Count * 99 / 100] * 1e6,8:F0}");
    }
}
