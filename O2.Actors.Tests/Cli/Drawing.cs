using Spectre.Console;
using Spectre.Console.Rendering;

namespace O2.Actors.Tests.Cli;

/// <summary>Draws live views as text.</summary>
internal static class Drawing
{
    /// <summary>What a terminal of 80 columns would show, without colours and spaces at the ends of lines.</summary>
    public static string Of(IRenderable view)
    {
        var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 80;
        console.Write(view);
        return string.Join('\n', output.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).TrimEnd();
    }
}
