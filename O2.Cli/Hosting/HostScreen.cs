using System.CommandLine;
using O2.Actors;

namespace O2.Cli;

/// <summary>Shows a running host: drawn live in a terminal, else a line for each thing that happens.</summary>
internal sealed class HostScreen(O2Process process, HostParts parts, HostNews news)
{
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(250);

    /// <summary>Shows it until it is stopped.</summary>
    public Task ShowAsync(InvocationConfiguration console, bool json, CancellationToken stop) =>
        json ? Task.WhenAll(PrintStatusAsync(console.Output, stop), PrintNewsAsync(console.Error, stop))
        : LiveScreen.Fits(console.Output) ? LiveScreen.ShowAsync(() => HostView.Of(HostStatus.Of(process, parts), news.Latest), Redraw, stop)
        : PrintTextAsync(console.Output, stop);

    private async Task PrintStatusAsync(TextWriter output, CancellationToken stop)
    {
        string? shown = null;
        using var timer = new PeriodicTimer(Redraw);
        do
        {
            var status = HostStatus.Of(process, parts);
            if (status.Membership == shown)
                continue;
            output.WriteLine(JsonLine.Format(status));
            shown = status.Membership;
        }
        while (await timer.WaitForNextTickAsync(stop));
    }

    private Task PrintTextAsync(TextWriter output, CancellationToken stop)
    {
        output.WriteLine($"host of the ensemble {process.Ensemble}, as {process.Name}");
        output.WriteLine(HostPorts.Of(process, parts));
        foreach (var part in parts.All)
            output.WriteLine($"{part.Name} at {part.Address}: {part.Hint}");
        if (BrokerRow.Of(process) is { } broker)
            output.WriteLine($"mqtt at {broker.Address}: {broker.Describe()}");
        return PrintNewsAsync(output, stop);
    }

    private async Task PrintNewsAsync(TextWriter output, CancellationToken stop)
    {
        await foreach (var line in news.ReadAllAsync(stop))
            output.WriteLine(line);
    }
}
