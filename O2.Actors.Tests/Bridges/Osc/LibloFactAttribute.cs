namespace O2.Actors.Tests.Bridges.Osc;

/// <summary>A test with real OSC programs, those of liblo; skipped, with the reason, on a machine that lacks them.</summary>
internal sealed class LibloFactAttribute : FactAttribute
{
    private static readonly string[] Programs = ["oscsend", "oscdump"];

    public LibloFactAttribute()
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        string[] missing = [.. Programs.Where(program => !folders.Any(folder => File.Exists(Path.Combine(folder, program))))];
        if (missing.Length > 0)
            Skip = $"NOT CHECKED AGAINST LIBLO: {string.Join(", ", missing)} not found (apt-get install liblo-tools).";
    }
}
