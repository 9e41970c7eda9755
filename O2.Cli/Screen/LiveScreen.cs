using Spectre.Console;
using Spectre.Console.Rendering;

namespace O2.Cli;

/// <summary>Draws the same thing again and again in a terminal.</summary>
internal static class LiveScreen
{
    /// <summary>Whether an output is a terminal in which text can be drawn over; else commands print lines.</summary>
    public static bool Fits(TextWriter output) =>
        ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Ansi;

    /// <summary>Draws at once and then in the interval, until it is stopped; what was drawn last stays on the screen.</summary>
    public static Task ShowAsync(Func<IRenderable> draw, TimeSpan interval, CancellationToken stop) =>
        ShowAsync(() => Task.FromResult(draw()), interval, stop);

    /// <inheritdoc cref="ShowAsync(Func{IRenderable}, TimeSpan, CancellationToken)"/>
    public static Task ShowAsync(Func<Task<IRenderable>> draw, TimeSpan interval, CancellationToken stop) =>
        AnsiConsole.Live(Text.Empty).Overflow(VerticalOverflow.Ellipsis).StartAsync(async screen =>
        {
            using var timer = new PeriodicTimer(interval);
            do
            {
                screen.UpdateTarget(await draw());
            }
            while (await timer.WaitForNextTickAsync(stop));
        });
}
