namespace LaptopOrchestra;

/// <summary>A written note together with what became of it. Times are seconds of global time.</summary>
/// <param name="PlannedEnd">Where the conductor's beat puts the note's end.</param>
public readonly record struct PerformedNote(Voice Voice, Note Note, double Planned, double Actual, double PlannedEnd, double Released)
{
    /// <summary>Seconds by which the note was late.</summary>
    public double Lateness => Actual - Planned;
}
