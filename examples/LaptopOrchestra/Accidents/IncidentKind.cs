namespace LaptopOrchestra;

/// <summary>Something that happened on stage and is not in the score.</summary>
public enum IncidentKind
{
    /// <summary>A service threw an exception and was restarted by its supervisor.</summary>
    Restarted,

    /// <summary>A program was killed by its operating system.</summary>
    Killed,

    /// <summary>A stand-by offers the services of a program that was killed.</summary>
    TookOver,
}
