namespace O2.Cli;

/// <summary>What the tool tells the shell; the list in <c>docs/cli.md</c> and in the help of <c>o2</c>.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Misunderstood = 2;  // the line could not be read; nothing was done
    public const int Interrupted = 130;  // as shells count a program that Ctrl-C ended
}
