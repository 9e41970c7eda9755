namespace O2.Actors.Tests.Arduino;

/// <summary>A test with the C++ library; skipped, with the reason, on a machine without a C++ compiler, but not in CI, where one is installed.</summary>
internal sealed class CppFactAttribute : FactAttribute
{
    private static readonly string[] Programs = ["cmake", "ctest", "g++", "make"];

    private static readonly Lazy<string?> Reason = new(FindReason);

    public CppFactAttribute() => Skip = Reason.Value;

    private static string? FindReason()
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        string[] missing = [.. Programs.Where(program => !folders.Any(folder => File.Exists(Path.Combine(folder, program))))];
        return missing.Length == 0 || Environment.GetEnvironmentVariable("CI") == "true"
            ? null
            : $"O2.Lite.Arduino NOT CHECKED: {string.Join(", ", missing)} not found (apt-get install cmake g++ make).";
    }
}
