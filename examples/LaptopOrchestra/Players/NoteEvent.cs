namespace LaptopOrchestra;

/// <summary>One thing for a player to do: begin or end a note of its part.</summary>
/// <param name="Beat">When, in beats.</param>
/// <param name="Index">The note's place in the part, from 0.</param>
/// <param name="IsOnset">Whether the note begins; else it is released.</param>
public readonly record struct NoteEvent(double Beat, int Index, bool IsOnset, Note Note);
