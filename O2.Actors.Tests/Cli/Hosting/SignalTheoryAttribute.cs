namespace O2.Actors.Tests.Cli.Hosting;

/// <summary>A test that sends signals to another process; skipped, with the reason, where there are none.</summary>
internal sealed class SignalTheoryAttribute : TheoryAttribute
{
    public SignalTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? "NOT CHECKED: Windows has no signals that one process can send to another." : null;
}
