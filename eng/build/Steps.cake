using System.Diagnostics;
using System.Threading;

/// One quiet line per step, with its time; the whole output only when the step fails.
public static class Steps
{
    public static void Run(string what, IEnumerable<string> arguments)
    {
        if (!TryRun(what, arguments, out var output))
            Fail(output);
    }

    public static bool TryRun(string what, IEnumerable<string> arguments, out string output) => TryRun(what, "dotnet", arguments, out output);

    public static bool TryRun(string what, string program, IEnumerable<string> arguments, out string output)
    {
        Console.Write($"{what,-12}");
        var clock = Stopwatch.StartNew();
        var succeeded = TryRunQuietly(program, arguments, Timeout.InfiniteTimeSpan, out output);
        Console.WriteLine(succeeded ? $"{clock.Elapsed.TotalSeconds:0.0} s" : "failed");
        return succeeded;
    }

    public static void Fail(string output)
    {
        foreach (var line in output.Split('\n').Distinct()) // MSBuild repeats each error in its summary
            Console.Error.WriteLine(line);
        Environment.Exit(1);
    }

    /// Runs a program without a word; past `limit` it is ended with everything that it started.
    public static bool TryRunQuietly(string program, IEnumerable<string> arguments, TimeSpan limit, out string output)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var standardOutput = process.StandardOutput.ReadToEndAsync();
        var standardError = process.StandardError.ReadToEndAsync();
        var ended = process.WaitForExit(limit);
        if (!ended)
            process.Kill(entireProcessTree: true);
        output = (standardOutput.Result + standardError.Result).Trim();
        return ended && process.ExitCode == 0;
    }

    /// Runs `dotnet` on this terminal and passes its exit code on. Ctrl-C is the program's to handle: we wait for its end.
    public static void RunInForeground(IEnumerable<string> arguments)
    {
        ConsoleCancelEventHandler leaveItToTheProgram = (_, e) => e.Cancel = true;
        Console.CancelKeyPress += leaveItToTheProgram;
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments))!;
        process.WaitForExit();
        Console.CancelKeyPress -= leaveItToTheProgram;
        if (process.ExitCode != 0)
            Environment.Exit(process.ExitCode);
    }
}
