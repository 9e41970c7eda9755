using System.Diagnostics;

namespace O2.Web.BrowserTests;

public sealed class JavaScriptTests
{
    private static readonly string[] Folders = ["O2.Web/client/tests", "examples/LaptopOrchestra/tests", "examples/SensorToSound/tests"];

    [NodeFact]
    public async Task The_tests_in_JavaScript_pass()
    {
        var tests = Folders.SelectMany(folder => Directory.GetFiles(Path.Combine(Programs.Repository, folder), "*.test.mjs"));
        var start = new ProcessStartInfo(Programs.Node!, ["--test", .. tests]) { RedirectStandardOutput = true };
        using var node = Process.Start(start)!;

        string output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();

        Assert.True(node.ExitCode == 0, output);
    }
}
