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
    public static async Task ShowAsync(Func<Task<IRenderable>> draw, TimeSpan interval, CancellationToken stop)
    {
        _ = Console.In; // only with it does .NET notice when the window gets another size
        while (true)
        {
            await ShowUntilResizedAsync(draw, interval, stop);
            AnsiConsole.Clear(); // what was drawn is broken into other lines now
        }
    }

    /// <summary>A display never gets narrower again, so each size of the window has its own.</summary>
    private static Task ShowUntilResizedAsync(Func<Task<IRenderable>> draw, TimeSpan interval, CancellationToken stop) =>
        AnsiConsole.Live(Text.Empty).Overflow(VerticalOverflow.Ellipsis).Cropping(VerticalOverflowCropping.Bottom).StartAsync(async screen =>
        {
            var size = (Console.WindowWidth, Console.WindowHeight);
            using var timer = new PeriodicTimer(interval);
            do
            {
                screen.UpdateTarget(await draw());
                await timer.WaitForNextTickAsync(stop);
            }
            while (size == (Console.WindowWidth, Console.WindowHeight));
        });
}
