using LaptopOrchestra;

namespace O2.Actors.Tests.Examples;

public class VerdictTests
{
    private static readonly Score Score = FrereJacques.Compose();

    private static List<PlayedNote> EveryNoteOnce() =>
        [.. Score.Voices.SelectMany(voice => voice.Notes.Select((note, i) => new PlayedNote(voice.Player, i, note.Beat, note.Beat)))];

    [Fact]
    public void Every_note_once_is_perfect()
    {
        Assert.True(Verdict.Of(Score, EveryNoteOnce()).IsPerfect);
    }

    [Fact]
    public void A_missing_note_is_lost()
    {
        var played = EveryNoteOnce();
        played.RemoveAll(note => note is { Player: "player2", Index: 7 });

        var verdict = Verdict.Of(Score, played);

        Assert.Equal([("player2", 7)], verdict.Lost);
        Assert.Empty(verdict.Doubled);
        Assert.False(verdict.IsPerfect);
    }

    [Fact]
    public void A_repeated_note_counts_as_doubled_each_time()
    {
        var played = EveryNoteOnce();
        played.AddRange([played[3], played[3]]);

        var verdict = Verdict.Of(Score, played);

        Assert.Equal([("player1", 3), ("player1", 3)], verdict.Doubled);
        Assert.False(verdict.IsPerfect);
    }

    [Fact]
    public void A_note_that_is_not_in_the_score_counts_as_doubled()
    {
        var verdict = Verdict.Of(Score, [.. EveryNoteOnce(), new PlayedNote("player1", 99, 0, 0), new PlayedNote("player9", 0, 0, 0)]);

        Assert.Equal([("player1", 99), ("player9", 0)], verdict.Doubled);
    }
}
