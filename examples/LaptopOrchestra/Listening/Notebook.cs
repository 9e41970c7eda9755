using System.Threading.Channels;

namespace LaptopOrchestra;

/// <summary>Takes down what the listener hears until the piece is over.</summary>
public sealed class Notebook(Score score, Admission admission)
{
    private static readonly TimeSpan PatienceForTheNext = TimeSpan.FromSeconds(4);   // longer than any rest or fermata
    private static readonly TimeSpan PatienceForTheLast = TimeSpan.FromMilliseconds(250);
    private readonly NotesLog _log = new();
    private readonly TempoMap _tempo = new();
    private readonly List<Incident> _incidents = [];
    private readonly List<Strike> _strikes = [];
    private readonly List<Steadiness> _steadiness = [];

    /// <summary>How long it may be silent before the first beat: longer than the conductor waits for the others.</summary>
    public static TimeSpan PatienceForTheFirst(Admission admission) => Conductor.PatienceFor(admission) + TimeSpan.FromSeconds(10);

    /// <summary>How the orchestra came together; null until the conductor told.</summary>
    public Gathering? Gathering { get; private set; }

    /// <summary>Listens until every note has ended, every player has said goodbye and nothing follows, or until it stays silent for too long.</summary>
    public async Task FillAsync(ChannelReader<object> heard, CancellationToken cancellation)
    {
        while (await HearsMoreAsync(heard, Patience, cancellation))
        {
            while (heard.TryRead(out var message))
                Write(message);
        }
    }

    /// <summary>The performance as it was heard; null when there was none.</summary>
    public Performance? Finish() => _tempo.Tempos.Count == 0 ? null : Performance.Of(score, _tempo, _log) with
    {
        Incidents = [.. _incidents.OrderBy(incident => incident.Time)],
        Steadiness = _steadiness,
        Strikes = _strikes,
    };

    private TimeSpan Patience =>
        _log.ReleasedCount == score.NoteCount && score.Voices.All(voice => _steadiness.Any(clock => clock.Who == voice.Player)) ? PatienceForTheLast
        : _tempo.Tempos.Count > 0 ? PatienceForTheNext
        : PatienceForTheFirst(admission);

    private void Write(object message)
    {
        switch (message)
        {
            case PlayedNote note: _log.AddPlayed(note); break;
            case ReleasedNote note: _log.AddReleased(note); break;
            case Tempo tempo: _tempo.Add(tempo); break;
            case Gathering gathering: Gathering = gathering; break;
            case Strike strike: _strikes.Add(strike); break;
            case Incident incident: _incidents.Add(incident); break;
            case Steadiness steadiness: _steadiness.Add(steadiness); break;
        }
    }

    private static async Task<bool> HearsMoreAsync(ChannelReader<object> heard, TimeSpan patience, CancellationToken cancellation)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silence.CancelAfter(patience);
        try
        {
            return await heard.WaitToReadAsync(silence.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
