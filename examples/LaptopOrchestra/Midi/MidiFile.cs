using System.Buffers.Binary;
using System.Text;

namespace LaptopOrchestra;

/// <summary>Writes a performance as a Standard MIDI File, type 1: a track with bars and tempos, then a track for each voice with its real onsets.</summary>
public static class MidiFile
{
    private const int Off = 1;   // a release comes before an onset on the same tick
    private const int On = 2;

    public static void Write(Stream stream, Performance performance)
    {
        var grid = new BeatGrid(performance.Tempo, (int)performance.Score.EndBeat);
        MidiTrack[] tracks = [Bars(performance, grid), .. performance.Score.Voices.Select(voice => Part(performance, voice, grid))];

        Span<byte> header = stackalloc byte[6];
        BinaryPrimitives.WriteInt16BigEndian(header, 1);
        BinaryPrimitives.WriteInt16BigEndian(header[2..], (short)tracks.Length);
        BinaryPrimitives.WriteInt16BigEndian(header[4..], BeatGrid.TicksPerBeat);
        WriteChunk(stream, "MThd"u8, header);
        foreach (var track in tracks)
            WriteChunk(stream, "MTrk"u8, track.ToBytes());
    }

    private static MidiTrack Bars(Performance performance, BeatGrid grid)
    {
        var track = new MidiTrack();
        track.AddMeta(0, 0x03, Encoding.UTF8.GetBytes(performance.Score.Title));
        track.AddMeta(0, 0x58, (byte)performance.Score.BeatsPerBar, 2, 24, 8);   // n quarters to the bar, 24 clocks to the quarter
        for (var beat = 0; beat < grid.Beats; beat++)
        {
            var length = grid.MicrosecondsOf(beat);
            track.AddMeta(beat * BeatGrid.TicksPerBeat, 0x51, (byte)(length >> 16), (byte)(length >> 8), (byte)length);
        }

        return track;
    }

    private static MidiTrack Part(Performance performance, Voice voice, BeatGrid grid)
    {
        var track = new MidiTrack();
        var channel = (byte)(voice.Number - 1);
        track.AddMeta(0, 0x03, Encoding.UTF8.GetBytes($"{voice.Player} ({voice.Instrument.Name})"));
        track.Add(0, 0, (byte)(0xC0 | channel), (byte)voice.Instrument.Program);
        track.Add(0, 0, (byte)(0xB0 | channel), 10, (byte)Math.Round(63.5 * (1 + voice.Instrument.Pan)));
        foreach (var note in performance.NotesOf(voice))
        {
            var key = (byte)note.Note.Key;
            track.Add(grid.TickAt(note.Actual), On, (byte)(0x90 | channel), key, (byte)note.Note.Velocity);
            track.Add(grid.TickAt(note.Released), Off, (byte)(0x80 | channel), key, 64);
        }

        return track;
    }

    private static void WriteChunk(Stream stream, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        stream.Write(type);
        stream.Write(length);
        stream.Write(content);
    }
}
