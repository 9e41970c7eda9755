using O2.Cli;
using O2.Protocol;

namespace O2.Actors.Tests.Cli;

public sealed class PingOutputTests
{
    private static readonly ProcessName Synth = ProcessName.Parse("@00000000:c0a80107:9c41");

    [Fact]
    public void A_line_has_the_round_trip_and_the_clock()
    {
        Assert.Equal("    1     0.250 ms  clock   -0.031 ms", PingText.Format(1, Answer(0.00025, -0.000031)));
        Assert.Equal("   12    12.500 ms  clock not synchronized", PingText.Format(12, Answer(0.0125, null)));
        Assert.Equal("  100  no answer", PingText.Format(100, null));
    }

    [Fact]
    public void Statistics_tell_loss_round_trips_and_the_clock_without_late_answers() =>
        Assert.Equal(
            """

            --- synth ---
            4 sent, 3 answered, 25 % lost
            round trip  shortest 0.200, mean 0.300, longest 0.400, deviation 0.082 ms
            its clock   0.010 ms ahead of ours; its round trip to the clock reference is 0.500 ms

            """,
            Text(Answer(0.0002, 0.00001), null, Answer(0.0004, -0.9), Answer(0.0003, 0.00002)));

    [Fact]
    public void A_long_round_trip_does_not_make_a_clock_seem_ahead() =>
        Assert.Contains("its clock   0.030 ms behind ours", Text(Answer(0.00025, -0.00003), Answer(0.02925, 0.01446), Answer(0.00035, -0.001)));

    [Fact]
    public void Without_answers_there_is_only_the_loss() =>
        Assert.Equal("\n--- synth ---\n2 sent, 0 answered, 100 % lost\n", Text(null, null));

    [Fact]
    public void Json_has_an_object_for_each_question_and_one_for_all()
    {
        var all = new PingStatistics();
        all.Add(Answer(0.00025, -0.00003));
        all.Add(null);

        Assert.Equal("""{"number":1,"answered":true,"process":"@00000000:c0a80107:9c41","rtt_s":0.00025,"clock_ahead_s":-3E-05}""", PingJson.Format(1, Answer(0.00025, -0.00003)));
        Assert.Equal("""{"number":2,"answered":false,"process":null,"rtt_s":null,"clock_ahead_s":null}""", PingJson.Format(2, null));
        Assert.Equal(
            """{"target":"synth","sent":2,"answered":1,"loss_percent":50,"rtt_min_s":0.00025,"rtt_mean_s":0.00025,"rtt_max_s":0.00025,"rtt_deviation_s":0,"clock_ahead_s":-3E-05,"reference_rtt_s":0.0005}""",
            PingJson.Format("synth", all));
    }

    private static PingAnswer Answer(double roundTrip, double? ahead) => new(Synth, roundTrip, ahead, 0.0005, IsReference: false);

    private static string Text(params PingAnswer?[] answers)
    {
        var all = new PingStatistics();
        foreach (var answer in answers)
            all.Add(answer);
        var output = new StringWriter { NewLine = "\n" };
        PingText.Write(output, "synth", all);
        return output.ToString();
    }
}
