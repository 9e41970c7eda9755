using System.Text;

namespace O2.Actors.Tests.Cli;

/// <summary>An output that hands over its first line while the program still runs.</summary>
internal sealed class LineRecorder : TextWriter
{
    private readonly Recorder<string> _lines = new(expected: 1);

    public override Encoding Encoding => Encoding.UTF8;

    public Task<string> First => FirstAsync();

    public override void WriteLine(string? value) => _lines.Add(value ?? "");

    private async Task<string> FirstAsync() => (await _lines.All)[0];
}
