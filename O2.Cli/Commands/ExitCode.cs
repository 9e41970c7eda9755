namespace O2.Cli;

internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Interrupted = 130; // as shells count a program that Ctrl-C ended
}
