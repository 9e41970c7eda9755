using LaptopOrchestra;

namespace O2.Actors.Tests.Examples;

public class DeskTests
{
    [Fact]
    public void What_is_out_is_not_played_again_but_its_end_still_comes()
    {
        var voice = FrereJacques.Compose().Voices[2];
        var desk = new Desk(voice);

        desk.MarkPlayed(4);

        Assert.True(desk.IsOut(new NoteEvent(20, 4, IsOnset: true, voice.Notes[4])));
        Assert.False(desk.IsOut(new NoteEvent(20.9, 4, IsOnset: false, voice.Notes[4])));
        Assert.False(desk.IsOut(new NoteEvent(21, 5, IsOnset: true, voice.Notes[5])));
    }
}
