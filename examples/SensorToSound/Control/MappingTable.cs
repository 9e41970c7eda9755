using System.Collections.Immutable;

namespace SensorToSound;

/// <summary>The mappings that are in force. It outlives the actors, so that one that is restarted goes on where it was. Thread-safe.</summary>
public sealed class MappingTable
{
    private ImmutableArray<Mapping> _all =
    [
        new Mapping("roll", 1, "/synth/speed", new Interval(-1, 1), new Interval(0.25f, 4), 0, 0).From(new Interval(-0.3f, 0.3f), new Interval(0.5f, 2)),
        new Mapping("pitch", 2, "/synth/feedback", new Interval(-0.5f, 0.5f), new Interval(0, 0.95f), 0, 0).From(new Interval(-0.2f, 0.2f), new Interval(0, 0.8f)),
        new Mapping("rollrms", 6, "/synth/volume", new Interval(0, 1), new Interval(0, 1), 0, 0).From(new Interval(0, 0.5f), new Interval(0.2f, 0.9f)),
    ];

    public ImmutableArray<Mapping> All => _all;

    /// <summary>Changes a mapping; false when there is none of this name, or the line is none.</summary>
    public bool TryChange(string name, float m, float b) =>
        float.IsFinite(m) && float.IsFinite(b) && _all.Any(mapping => mapping.Name == name)
        && ImmutableInterlocked.Update(ref _all, all => [.. all.Select(mapping => mapping.Name == name ? mapping with { M = m, B = b } : mapping)]);
}
