namespace LaptopOrchestra;

/// <summary>One track chunk of a Standard MIDI File.</summary>
public sealed class MidiTrack
{
    private readonly List<(long Tick, int Order, byte[] Bytes)> _events = [];

    /// <summary>Adds an event. Of events on the same tick, those with the lower <paramref name="order"/> come first.</summary>
    public void Add(long tick, int order, params byte[] bytes) => _events.Add((tick, order, bytes));

    /// <summary>Adds a meta event, for example a name or a tempo, at the front of its tick.</summary>
    public void AddMeta(long tick, byte type, params ReadOnlySpan<byte> data) =>
        Add(tick, order: 0, [0xFF, type, checked((byte)data.Length), .. data]);

    /// <summary>The chunk's content: every event behind its delta time, then the end of the track.</summary>
    public byte[] ToBytes()
    {
        var bytes = new List<byte>();
        var last = 0L;
        foreach (var (tick, _, content) in _events.OrderBy(e => e.Tick).ThenBy(e => e.Order))
        {
            AppendVariableLength(bytes, tick - last);
            bytes.AddRange(content);
            last = tick;
        }

        bytes.AddRange([0, 0xFF, 0x2F, 0]);
        return [.. bytes];
    }

    private static void AppendVariableLength(List<byte> bytes, long value)
    {
        for (var shift = 21; shift > 0; shift -= 7)
        {
            if (value >> shift != 0)
                bytes.Add((byte)(0x80 | (value >> shift & 0x7F)));
        }

        bytes.Add((byte)(value & 0x7F));
    }
}
