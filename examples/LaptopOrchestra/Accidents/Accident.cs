namespace LaptopOrchestra;

/// <summary>What goes wrong this evening.</summary>
public enum Accident
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A player's handler throws, and another player's program is killed.</summary>
    Crash,

    /// <summary>The conductor's program, and with it the clock reference, is killed.</summary>
    ConductorDies,
}
