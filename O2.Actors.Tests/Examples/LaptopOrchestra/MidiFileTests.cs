using System.Buffers.Binary;
using System.Text;
using LaptopOrchestra;

namespace O2.Actors.Tests.Examples;

public class MidiFileTests
{
    private static readonly Performance Ideal = Performance.Ideal(FrereJacques.Compose(), start: 1000);

    [Fact]
    public void A_type_1_file_has_a_track_for_the_bars_and_one_for_each_voice()
    {
        var chunks = ReadChunks();

        Assert.Equal("MThd", chunks[0].Type);
        Assert.Equal("0001" + "0005" + "03C0", Convert.ToHexString(chunks[0].Content));
        Assert.Equal(["MTrk", "MTrk", "MTrk", "MTrk", "MTrk"], chunks.Skip(1).Select(chunk => chunk.Type));
        Assert.Contains("player3 (clarinet)", Encoding.UTF8.GetString(chunks[4].Content));
    }

    [Fact]
    public void Each_voice_begins_with_its_name_its_program_and_its_place()
    {
        var bassoon = Convert.ToHexString(ReadChunks()[5].Content);

        Assert.StartsWith("00FF0311" + Convert.ToHexString("player4 (bassoon)"u8) + "00C346" + "00B30A4C", bassoon);
    }

    [Fact]
    public void Every_note_begins_on_its_beat_and_is_released_once()
    {
        foreach (var (voice, chunk) in Ideal.Score.Voices.Zip(ReadChunks().Skip(2)))
        {
            var events = ReadChannelEvents(chunk.Content).ToList();

            Assert.Equal(
                voice.Notes.Select(note => ((long)(note.Beat * BeatGrid.TicksPerBeat), note.Key, note.Velocity)),
                events.Where(e => e.Kind == 0x90).Select(e => (e.Tick, e.Key, e.Value)));
            Assert.Equal(voice.Notes.Select(note => note.Key), events.Where(e => e.Kind == 0x80).Select(e => e.Key));
        }
    }

    private static IEnumerable<(long Tick, int Kind, int Key, int Value)> ReadChannelEvents(byte[] track)
    {
        var position = 0;
        var tick = 0L;
        while (position < track.Length)
        {
            var delta = 0L;
            byte part;
            do
            {
                part = track[position++];
                delta = delta << 7 | (byte)(part & 0x7F);
            }
            while (part >= 0x80);

            tick += delta;
            var kind = track[position] & 0xF0;
            if (kind is 0x80 or 0x90)
                yield return (tick, kind, track[position + 1], track[position + 2]);

            position += kind switch { 0xF0 => 3 + track[position + 2], 0xC0 => 2, _ => 3 };
        }
    }

    private static List<(string Type, byte[] Content)> ReadChunks()
    {
        var stream = new MemoryStream();
        MidiFile.Write(stream, Ideal);
        var rest = stream.ToArray().AsSpan();
        var chunks = new List<(string, byte[])>();
        while (rest.Length > 0)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(rest[4..]);
            chunks.Add((Encoding.ASCII.GetString(rest[..4]), rest.Slice(8, length).ToArray()));
            rest = rest[(8 + length)..];
        }

        return chunks;
    }
}
