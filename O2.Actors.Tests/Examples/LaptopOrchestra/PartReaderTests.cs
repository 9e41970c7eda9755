using LaptopOrchestra;

namespace O2.Actors.Tests.Examples;

public class PartReaderTests
{
    private static readonly Voice Voice = new(1, Instruments.Flute, [new Note(0, 1, 60, 80), new Note(1, 2, 62, 80)], []);
    private static readonly TempoMap Tempo = new([new Tempo(0, 100, 1)]);

    [Fact]
    public void It_reads_onsets_and_releases_in_order_releases_first()
    {
        var events = ReadAll(new PartReader(Voice), Tempo, until: 200);

        Assert.Equal([(0, true, 100.0), (0, false, 101), (1, true, 101), (1, false, 103)], events);
    }

    [Fact]
    public void It_reads_no_further_than_it_is_asked_to()
    {
        var reader = new PartReader(Voice);

        Assert.Empty(ReadAll(reader, Tempo, until: 100));
        Assert.Equal([(0, true, 100.0)], ReadAll(reader, Tempo, until: 101));
        Assert.Equal([(0, false, 101), (1, true, 101.0)], ReadAll(reader, Tempo, until: 101.5));
    }

    [Fact]
    public void It_waits_for_the_conductor_while_the_beat_is_held()
    {
        var reader = new PartReader(Voice);
        var tempo = new TempoMap([new Tempo(0, 100, 1), new Tempo(2, 102, 0)]);

        Assert.Equal(3, ReadAll(reader, tempo, until: 1000).Count);

        tempo.Add(new Tempo(2, 110, 1));
        Assert.Equal([(1, false, 111.0)], ReadAll(reader, tempo, until: 1000));
    }

    [Fact]
    public void Without_a_tempo_it_reads_nothing()
    {
        Assert.Empty(ReadAll(new PartReader(Voice), new TempoMap(), until: double.PositiveInfinity));
    }

    [Fact]
    public void Seek_goes_to_a_beat()
    {
        var reader = new PartReader(Voice);

        reader.Seek(1);

        Assert.Equal([(0, false, 101.0), (1, true, 101), (1, false, 103)], ReadAll(reader, Tempo, until: 200));
    }

    private static List<(int Index, bool IsOnset, double Time)> ReadAll(PartReader reader, TempoMap tempo, double until)
    {
        var events = new List<(int, bool, double)>();
        while (reader.TryRead(tempo, until, out var noteEvent, out var time))
            events.Add((noteEvent.Index, noteEvent.IsOnset, time));

        return events;
    }
}
