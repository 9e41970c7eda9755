using System.Diagnostics;
using O2.Actors.Tests.Architecture;

namespace O2.Actors.Tests.Arduino;

/// <summary>Builds O2.Lite.Arduino for this machine, once for all tests; what was built before is built on.</summary>
internal static class CppBuild
{
    private static readonly string Folder = Path.Combine(Repository.Root, "artifacts", "arduino");

    private static readonly Lazy<Task> Build = new(BuildAsync);

    /// <summary>Ends when everything is built. That may take a minute: a test waits for it before it begins to wait for anything else.</summary>
    public static Task Done => Build.Value;

    /// <summary>The path of a program that the library's CMakeLists.txt makes, when it is built.</summary>
    public static async Task<string> ProgramAsync(string name)
    {
        await Done;
        return Path.Combine(Folder, name);
    }

    /// <summary>Builds everything and runs the library's own tests; returns what they wrote.</summary>
    public static async Task<string> RunTestsAsync()
    {
        await Done;
        return await RunAsync("ctest", "--test-dir", Folder, "--output-on-failure");
    }

    private static async Task BuildAsync()
    {
        await RunAsync("cmake", "-S", Path.Combine(Repository.Root, "O2.Lite.Arduino", "extras", "tests"), "-B", Folder);
        await RunAsync("cmake", "--build", Folder, "--parallel", "2");
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        string text = await output + await errors;
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{text}");
        return text;
    }
}
