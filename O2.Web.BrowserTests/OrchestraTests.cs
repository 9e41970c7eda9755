using LaptopOrchestra;
using O2.Actors.Tests;

namespace O2.Web.BrowserTests;

/// <summary>The laptop orchestra with its audience: eight programs and two pages.</summary>
[Collection(nameof(Chromium))]
public sealed class OrchestraTests(Chromium chromium)
{
    private static readonly string Demo = typeof(Director).Assembly.Location;

    [ChromiumFact]
    public async Task Pages_move_in_tempo_with_the_orchestra_and_see_its_notes()
    {
        string output = Directory.CreateTempSubdirectory("canon").FullName;
        await using var demo = new ChildProcess("dotnet", Demo, "--web", "--port=0", "--speed=2", "--silent", "--leashed", $"--output={output}");
        string line = await demo.WaitForAsync("open http");
        string address = line[line.IndexOf("http", StringComparison.Ordinal)..].Split(' ')[0];
        var laptop = await chromium.NewPageAsync();
        var phone = await chromium.NewPageAsync(width: 390, height: 844);

        await laptop.GotoAsync(address);
        await phone.GotoAsync(address);   // perhaps late: then it is told the tempo
        foreach (var page in new[] { laptop, phone })
            await page.WaitForFunctionAsync("globalThis.orchestra && !orchestra.tempos.isEmpty && orchestra.picture.notes.length > 0");

        double beat = await laptop.EvaluateAsync<double>("orchestra.tempos.beatAt(orchestra.o2.now)");
        double time = await laptop.EvaluateAsync<double>("orchestra.o2.now");
        await laptop.WaitForFunctionAsync($"orchestra.tempos.beatAt(orchestra.o2.now) > {beat + 1:R}");
        Assert.Equal(await laptop.EvaluateAsync<double>($"orchestra.tempos.beatAt({time:R})"), await phone.EvaluateAsync<double>($"orchestra.tempos.beatAt({time:R})"), precision: 9);
        Assert.NotEqual(await ShotAsync(laptop), await ShotAsync(laptop));
        Assert.Equal(0, await demo.WaitForExitAsync());
        Assert.Contains("Every note was played exactly once: 156 of 156.", demo.Output, StringComparison.Ordinal);
        Directory.Delete(output, recursive: true);
    }

    private static async Task<string> ShotAsync(Microsoft.Playwright.IPage page) => await page.EvaluateAsync<string>("document.querySelector('canvas').toDataURL()");
}
