using System.Text;
using System.Threading.Channels;

namespace O2.Actors.Tests.Cli;

/// <summary>An output in which a test waits for the lines it wants, in their order.</summary>
internal sealed class LineAwaiter : TextWriter
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public override Encoding Encoding => Encoding.UTF8;

    public override void WriteLine(string? value) => _lines.Writer.TryWrite(value ?? "");

    /// <summary>The next line that is wanted; fails when that takes too long for a living program.</summary>
    public async Task<string> Line(Func<string, bool> isWanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await foreach (var line in _lines.Reader.ReadAllAsync(patience.Token))
        {
            if (isWanted(line))
                return line;
        }

        throw new InvalidOperationException("The output ended.");
    }
}
