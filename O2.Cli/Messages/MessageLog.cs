using System.Threading.Channels;
using O2.Protocol;

namespace O2.Cli;

/// <summary>Prints messages as they come, one a line. The threads that receive them never wait for the terminal.</summary>
/// <remarks>Bounded: of what comes faster than it can be printed, the oldest is left out, and the user is told how much that was.</remarks>
internal sealed class MessageLog
{
    private const int Capacity = 1 << 16;
    private readonly CommandRun _run;
    private readonly Channel<(TextWriter Writer, string Text)> _lines;
    private long _omitted;

    public MessageLog(CommandRun run)
    {
        _run = run;
        _lines = Channel.CreateBounded<(TextWriter, string)>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest }, _ => Interlocked.Increment(ref _omitted));
    }

    /// <summary>Prints a message that is delivered now. Thread-safe.</summary>
    public void Add(in O2MessageView message)
    {
        var delivered = _run.Process.Now;
        var text = _run.WantsJson ? MessageJson.FormatDelivered(message, delivered) : MessageLine.Format(message, delivered);
        _lines.Writer.TryWrite((_run.Output, text));
    }

    /// <summary>Tells the user something about the messages. Thread-safe.</summary>
    public void Note(string text) => _lines.Writer.TryWrite((_run.Error, text));

    /// <summary>Prints until so many messages were printed, the time is over, or Ctrl-C.</summary>
    public async Task PrintAsync(int? count, TimeSpan limit, CancellationToken cancellation)
    {
        await Duration.RunForAsync(limit, cancellation, async stop =>
        {
            var printed = 0;
            await foreach (var (writer, text) in _lines.Reader.ReadAllAsync(stop))
            {
                writer.WriteLine(text);
                if (writer == _run.Output && ++printed == count)
                    return;
            }
        });
        if (_omitted > 0)
            _run.Error.WriteLine($"{_omitted} messages came faster than they could be printed, and were left out.");
    }
}
