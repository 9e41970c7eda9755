using System.ComponentModel;
using System.Diagnostics;

namespace LaptopOrchestra;

/// <summary>Plays a WAV file with whatever program this machine has for it.</summary>
public static class Loudspeaker
{
    private static readonly string[][] Programs = [["aplay", "-q"], ["paplay"], ["afplay"], ["ffplay", "-nodisp", "-autoexit", "-loglevel", "quiet"]];

    /// <summary>Plays the file, or says where it is when nothing here can.</summary>
    public static async Task PlayAsync(string wav, CancellationToken cancellation)
    {
        foreach (var program in Programs)
        {
            if (await TryPlayAsync(program, wav, cancellation))
                return;
        }

        Console.WriteLine($"  No program here plays sound; listen to {Path.GetFullPath(wav)}");
    }

    private static async Task<bool> TryPlayAsync(string[] program, string wav, CancellationToken cancellation)
    {
        try
        {
            using var player = Process.Start(new ProcessStartInfo(program[0], [.. program[1..], wav]) { RedirectStandardError = true });
            if (player is null)
                return false;

            await using var stop = cancellation.Register(player.Kill);
            await player.WaitForExitAsync(CancellationToken.None);
            return player.ExitCode == 0 || cancellation.IsCancellationRequested;
        }
        catch (Win32Exception)
        {
            return false;   // not installed
        }
    }
}
