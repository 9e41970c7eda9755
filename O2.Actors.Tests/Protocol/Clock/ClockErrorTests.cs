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
            | wire                  |       8       33 |       4       13 |     751     1484 |
            | wire, ref polls 1 kHz |     170      521 |     141      400 |     729     1561 |
            | wire, bad crystal     |     188      712 |     141      399 |    2436     4970 |
            | wifi 1 ms             |     290     1117 |     254      762 |     772     1919 |
            | wifi 5 ms             |     411     1488 |     629     2165 |    1305     4075 |
            | wifi 20 ms            |     900     3833 |    1549     5391 |    4050    10622 |
            | far away, 2 ms        |     381     1243 |     345     1105 |     841     2509 |
            """;
        var table = new StringBuilder("| link                  | ours, first 30 s | ours, to 300 s   | fastest of five  |\n");
        table.Append("|                       | mean us   99% us | mean us   99% us | mean us   99% us |\n");
        foreach (Link link in Links)
        {
            List<double> early = [], late = [], reference = [];
            for (int seed = 1; seed <= Seeds; seed++)
                Run(link, seed, early, late, reference);
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
        while (!simulation.Clock.IsSynchronized)
            simulation.RunUntil(simulation.Now + 0.1);
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
