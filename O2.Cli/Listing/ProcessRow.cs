using O2.Protocol;

namespace O2.Cli;

/// <param name="Name">Name of the process.</param>
/// <param name="Status">Whether it shares the clock with us.</param>
/// <param name="Via">How it is reached.</param>
internal sealed record ProcessRow(string Name, string Status, string Via)
{
    public static ProcessRow Of(ProcessEntry entry, bool weAreSynchronized) =>
        new(entry.Name.Text, EnsembleListing.Word(entry.Status(weAreSynchronized)), EnsembleListing.Word(entry.Via));
}
