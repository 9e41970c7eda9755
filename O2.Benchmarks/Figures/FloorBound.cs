namespace O2.Benchmarks;

/// <summary>How a floor bounds its figure.</summary>
internal enum FloorBound
{
    /// <summary>The figure is at most the limit.</summary>
    AtMost,

    /// <summary>The figure is at least the limit.</summary>
    AtLeast,

    /// <summary>The figure is at most that many times its raw baseline of the same run.</summary>
    TimesBaseline,
}
