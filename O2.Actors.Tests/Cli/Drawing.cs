using Spectre.Console;
using Spectre.Console.Rendering;

namespace O2.Actors.Tests.Cli;

/// <summary>Draws live views as text.</summary>
internal static class Drawing
{
    /// <summary>What a terminal would show, without colours and spaces at the ends of lines.</summary>
    public static string Of(IRenderable view, int columns = 80)
    {
        var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = columns;
        console.Write(view);
        return string.Join('\n', output.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).TrimEnd();
    }
}
