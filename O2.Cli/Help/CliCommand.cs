using System.CommandLine;

namespace O2.Cli;

/// <summary>A command whose help ends with examples.</summary>
internal abstract class CliCommand(string name, string description) : Command(name, description)
{
    /// <summary>Lines that can be typed as they are, each with what it does.</summary>
    public abstract IReadOnlyList<(string Line, string Effect)> Examples { get; }
}
