namespace LaptopOrchestra;

/// <summary>The words that a voice begins to sing at a beat.</summary>
public readonly record struct Lyric(double Beat, string Text);
