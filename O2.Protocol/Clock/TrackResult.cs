namespace O2.Protocol;

/// <summary>What a reading did to a <see cref="ClockTracker"/>.</summary>
/// <param name="Steered">The global clock was set or led towards the estimate.</param>
/// <param name="Stepped">The reading contradicted those before; they were forgotten, and it is the first of a new window.</param>
internal readonly record struct TrackResult(bool Steered, bool Stepped);
