using O2.Protocol.Mqtt;

namespace O2.Actors.Tests.Protocol.Mqtt;

public sealed class ReconnectPauseTests
{
    [Fact]
    public void R6_17_The_pauses_between_attempts_double_up_to_a_minute_with_jitter()
    {
        var pause = new ReconnectPause(new Random(1));
        double[] expected = [1, 2, 4, 8, 16, 32, 60, 60];
        double[] pauses = [.. expected.Select(_ => pause.Next())];

        for (int i = 0; i < expected.Length; i++)
            Assert.InRange(pauses[i], expected[i], expected[i] * (1 + ReconnectPause.Jitter));
        Assert.NotEqual(pauses[6], pauses[7]);
        pause.Reset();
        Assert.InRange(pause.Next(), 1, 1 + ReconnectPause.Jitter);
    }
}
