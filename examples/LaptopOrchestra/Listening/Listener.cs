using O2.Actors;

namespace LaptopOrchestra;

/// <summary>The program <c>listener</c>: taps every player, keeps the notes, and at the end writes sound, MIDI file and picture, and judges.</summary>
public static class Listener
{
    /// <summary>The service that taps the beat and is told how the orchestra gathered.</summary>
    public const string Service = "listener";

    /// <summary>The service that taps the touch surface, should there be one.</summary>
    public const string EarOfTouch = "ear-of-touch";

    /// <summary>The service that taps one player. A tap copy does not say whose it is, so there is one ear for each.</summary>
    public static string EarOf(Voice voice) => $"ear{voice.Number}";

    public static async Task<int> RunAsync(DemoOptions options, CancellationToken cancellation)
    {
        var notebook = new Notebook(options.Score, options.Admission);
        await using (var o2 = await O2Process.StartAsync(options.ToProcessOptions(), cancellation))
            await notebook.FillAsync(Ear.Open(o2, options.Score), cancellation);

        if (notebook.Finish() is not { } performance || notebook.Gathering is not { } gathering)
        {
            Console.Error.WriteLine("heard no performance");
            return 1;
        }

        var wav = Artifacts.Write(options.Output, performance);
        Console.WriteLine();
        Console.WriteLine(ReportTable.Format(performance, gathering));
        Console.WriteLine();
        Console.WriteLine($"  {options.Output}: canon.svg (the picture), canon.mid, canon.wav");
        if (!options.IsSilent)
            await Loudspeaker.PlayAsync(wav, cancellation);

        return performance.Verdict.IsPerfect && Plot.IsPlayedOut(options.Accident, performance) ? 0 : 1;
    }
}
