using AudioThread;
using O2.Protocol;

namespace O2.Actors.Tests.Examples.AudioThread;

public sealed class SoundCardTests
{
    private const double Tick = 10e-6;
    private double _now = 1234.5;

    [Fact]
    public void Blocks_are_asked_for_in_time_one_after_the_other()
    {
        var card = new SoundCard(Clock, frames: 64, seconds: 0.01);
        var starts = new List<LocalTime>();
        card.Run((start, left, _) =>
        {
            starts.Add(start);
            left.Fill(starts.Count);
        });

        Assert.Equal((7, 7 * 64, 0), (card.Blocks, card.Left.Length, card.Glitches));
        Assert.All(starts.TakeLast(7).Zip(starts.TakeLast(6)), pair => Assert.Equal(64.0 / 48_000, pair.Second - pair.First, 9));
        Assert.Equal(starts.Count, card.Left[^1]);
    }

    [Fact]
    public void A_block_that_is_ready_too_late_is_a_glitch_and_so_are_those_that_it_delays()
    {
        var card = new SoundCard(Clock, frames: 64, seconds: 0.02);
        card.Run((_, _, _) => _now += card.Blocks == 5 ? 2.5 * card.BlockSeconds : 0);

        Assert.Equal((2, 1), (card.Glitches, card.BegunTooLate));
        Assert.InRange(card.WorstCallback, 2.5 * card.BlockSeconds, 2.6 * card.BlockSeconds);
    }

    /// <summary>Time passes by being looked at.</summary>
    private LocalTime Clock() => new(_now += Tick);
}
