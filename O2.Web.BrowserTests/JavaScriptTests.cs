using System.Diagnostics;

namespace O2.Web.BrowserTests;

public sealed class JavaScriptTests
{
    [NodeFact]
    public async Task The_tests_in_JavaScript_pass()
    {
        var start = new ProcessStartInfo(Programs.Node!, ["--test", "O2.Web/client/tests", "examples/LaptopOrchestra/tests", "examples/SensorToSound/tests"]) { WorkingDirectory = Programs.Repository, RedirectStandardOutput = true };
        using var node = Process.Start(start)!;

        string output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();

        Assert.True(node.ExitCode == 0, output);
    }
}
