namespace SensorToSound;

/// <summary>A range of numbers.</summary>
public readonly record struct Interval(float Low, float High);
