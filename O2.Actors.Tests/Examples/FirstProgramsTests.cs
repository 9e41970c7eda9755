namespace O2.Actors.Tests.Examples;

/// <summary>Runs examples/FirstSynth and examples/FirstKeyboard as the README says. Their ensemble has a fixed name, so they get a network of their own.</summary>
public class FirstProgramsTests
{
    private const string BothPrograms = "\"$1\" exec --runtimeconfig \"$2\" \"$4\" < /dev/null & exec \"$1\" exec --runtimeconfig \"$2\" \"$3\"";

    [SandboxFact]
    public async Task The_keyboard_finds_the_synth_and_plays_a_scale_on_it_in_time()
    {
        var frameworks = Path.ChangeExtension(typeof(ChildProcess).Assembly.Location, "runtimeconfig.json");
        await using var synth = new ChildProcess(
            "unshare", [.. SandboxFactAttribute.Sandbox, "sh", "-c", BothPrograms, "sh", "dotnet", frameworks, PathOf("FirstSynth"), PathOf("FirstKeyboard")]);
        await synth.WaitForAsync("A synth waits for notes");

        for (int key = 60; key < 68; key++)
            Assert.StartsWith($"key {key}, velocity 0.8, ", await synth.WaitForAsync("key"));

        await synth.TypeAsync("");
        Assert.Equal(0, await synth.WaitForExitAsync());
    }

    private static string PathOf(string example) => Path.Combine(AppContext.BaseDirectory, $"{example}.dll");
}
