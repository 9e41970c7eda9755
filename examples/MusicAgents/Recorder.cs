using System.Collections.Concurrent;
using LaptopOrchestra;
using O2.Actors;
using O2.Protocol;

namespace MusicAgents;

/// <summary>Taps all agents and writes down what they play: a score that nobody knew before.</summary>
public sealed class Recorder
{
    private sealed record Heard(string Agent, Note Note, double Planned, double Actual);

    private static readonly IReadOnlyList<Instrument> Players = [Instruments.Flute, Instruments.Clarinet, Instruments.Bassoon];

    private readonly O2Process _o2;
    private readonly Tempo _beat;
    private readonly IAsyncEnumerable<O2Event> _events;
    private readonly ConcurrentQueue<Heard> _heard = [];

    public Recorder(O2Process o2, Tempo beat)
    {
        _o2 = o2;
        _beat = beat;
        _events = o2.Events();
        foreach (var agent in Agent.Names)
        {
            o2.AddMethod($"/{EarOf(agent)}/note", "siidd", message => Write(agent, message));
            o2.Tap(Agent.PartOf(agent), EarOf(agent));
        }
    }

    /// <summary>Listens until the last bar is over.</summary>
    /// <returns>What was played, with the restarts that happened meanwhile.</returns>
    public async Task<Performance> FinishAsync()
    {
        using var over = new CancellationTokenSource();
        _o2.AddMethod("/recorder/end", "", _ => over.CancelAsync());
        _o2.Send("/recorder/end", new GlobalTime(_beat.TimeAt(Agent.Bars * Agent.BeatsPerBar)));
        var incidents = new List<Incident>();
        try
        {
            await foreach (var restarted in _events.OfType<ServiceRestarted>().WithCancellation(over.Token))
            {
                var downtime = restarted.Downtime.TotalSeconds;
                incidents.Add(new Incident(IncidentKind.Restarted, restarted.Service, _o2.Now.Seconds - downtime, downtime));
                Console.WriteLine($"{restarted.Service} threw an exception, and was restarted in {downtime * 1000:F2} ms");
            }
        }
        catch (OperationCanceledException)
        {
            // The last bar is over.
        }

        return Compose() with { Incidents = incidents };
    }

    private static string EarOf(string agent) => $"ear-{agent}";

    private void Write(string agent, O2MessageView message)
    {
        var played = new ScaleNote(message.Int32(1), message.Double(3), message.Double(4));
        _heard.Enqueue(new Heard(agent, new Note(played.Beat, played.Duration, played.Key, message.Int32(2)), message.Time.Seconds, _o2.Now.Seconds));
        var bar = (int)(played.Beat / Agent.BeatsPerBar);
        Console.WriteLine($"bar {bar + 1,2}, beat {played.Beat - bar * Agent.BeatsPerBar + 1:F1}   {agent,-9} {PitchName.Of(played.Key)}");
    }

    private Performance Compose()
    {
        var log = new NotesLog();
        var voices = new List<Voice>();
        foreach (var agent in Agent.Names)
        {
            Heard[] part = [.. _heard.Where(heard => heard.Agent == agent)];
            voices.Add(new Voice(voices.Count + 1, Players[voices.Count], [.. part.Select(heard => heard.Note)], []) { Player = agent });
            for (var i = 0; i < part.Length; i++)
                log.AddPlayed(new PlayedNote(agent, i, part[i].Planned, part[i].Actual));
        }

        var score = new Score("Three agents who listen to each other", Agent.BeatsPerBar, voices, new TempoPlan().At(0, _beat.BeatsPerSecond * 60));
        return Performance.Of(score with { Heading = score.Title }, new TempoMap([_beat]), log);
    }
}
