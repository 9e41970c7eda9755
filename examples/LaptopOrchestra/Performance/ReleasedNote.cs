namespace LaptopOrchestra;

/// <summary>A player's own account of a note that it has just ended, at a global time in seconds.</summary>
public readonly record struct ReleasedNote(string Player, int Index, double Time);
