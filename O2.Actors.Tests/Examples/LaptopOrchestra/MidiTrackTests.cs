using LaptopOrchestra;

namespace O2.Actors.Tests.Examples;

public class MidiTrackTests
{
    private const string EndOfTrack = "00FF2F00";

    [Theory]
    [InlineData(0, "00")]
    [InlineData(0x7F, "7F")]
    [InlineData(0x80, "8100")]
    [InlineData(0x3FFF, "FF7F")]
    [InlineData(0x4000, "818000")]
    [InlineData(0x0FFFFFFF, "FFFFFF7F")]
    public void Delta_times_have_variable_length(long tick, string delta)
    {
        var track = new MidiTrack();
        track.Add(tick, order: 0, 0x90, 60, 100);

        Assert.Equal(delta + "903C64" + EndOfTrack, Convert.ToHexString(track.ToBytes()));
    }

    [Fact]
    public void Events_are_sorted_by_tick_then_by_order()
    {
        var track = new MidiTrack();
        track.Add(10, order: 2, 0x90, 60, 100);
        track.Add(10, order: 1, 0x80, 60, 64);
        track.AddMeta(0, 0x03, "v"u8);

        Assert.Equal("00FF030176" + "0A803C40" + "00903C64" + EndOfTrack, Convert.ToHexString(track.ToBytes()));
    }
}
