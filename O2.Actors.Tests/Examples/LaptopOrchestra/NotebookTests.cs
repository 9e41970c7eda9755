using System.Threading.Channels;
using LaptopOrchestra;

namespace O2.Actors.Tests.Examples;

public class NotebookTests
{
    private static readonly Score Score = FrereJacques.Compose();
    private readonly Channel<object> _heard = Channel.CreateUnbounded<object>();
    private readonly Notebook _notebook = new(Score);

    [Fact]
    public async Task It_takes_down_tempos_notes_and_how_the_orchestra_gathered()
    {
        _heard.Writer.TryWrite(new Gathering("canon-1", 4, 0.5, 0.75));
        _heard.Writer.TryWrite(new Tempo(0, 100, 2));
        _heard.Writer.TryWrite(new PlayedNote("player1", 0, 100, 100.001));
        _heard.Writer.TryWrite(new ReleasedNote("player1", 0, 100.4));
        _heard.Writer.TryWrite(new Incident(IncidentKind.TookOver, "player3", 101.5));
        _heard.Writer.TryWrite(new Incident(IncidentKind.Killed, "player3", 101));
        _heard.Writer.TryWrite(new Steadiness("player1", 0.0001));
        _heard.Writer.Complete();

        await _notebook.FillAsync(_heard.Reader, CancellationToken.None);

        var performance = _notebook.Finish()!;
        Assert.Equal(0.75, _notebook.Gathering!.SyncSeconds);
        Assert.Equal(100.4, Assert.Single(performance.Notes).Released);
        Assert.Equal([IncidentKind.Killed, IncidentKind.TookOver], performance.Incidents.Select(incident => incident.Kind));
        Assert.Equal("player1", Assert.Single(performance.Steadiness).Who);
        Assert.Equal(Score.NoteCount - 1, performance.Verdict.Lost.Count);
    }

    [Fact]
    public async Task Without_a_tempo_there_was_no_performance()
    {
        _heard.Writer.Complete();

        await _notebook.FillAsync(_heard.Reader, CancellationToken.None);

        Assert.Null(_notebook.Finish());
    }

    [Fact]
    public async Task Being_interrupted_is_not_silence()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _notebook.FillAsync(_heard.Reader, new CancellationToken(canceled: true)));
    }
}
