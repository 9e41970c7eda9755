using System.Text.RegularExpressions;
using O2.Actors.Tests;
using O2.Protocol;

namespace O2.Web.BrowserTests;

/// <summary>The page of <c>docs/web.md</c>, as a musician copies it.</summary>
[Collection(nameof(Chromium))]
public sealed partial class DocumentationTests(Chromium chromium)
{
    [ChromiumFact]
    public async Task The_page_of_20_lines_plays_and_lights_up()
    {
        string html = PageOf(await File.ReadAllTextAsync(Path.Combine(Programs.Repository, "docs", "web.md")));
        var root = Directory.CreateTempSubdirectory("o2web");
        await File.WriteAllTextAsync(Path.Combine(root.FullName, "index.html"), html);
        await using var o2 = await Ensembles.StartAsync("orchestra");
        o2.BecomeClockReference();
        var notes = new Recorder<(int, float)>(expected: 1);
        o2.AddMethod("/synth/noteon", "if", m => notes.Add((m.Int32(0), m.Single(1))));
        await using var web = await O2WebServer.StartAsync(o2, new O2WebOptions { Port = 0, RootFolder = root.FullName });
        var page = await chromium.NewPageAsync();
        await page.GotoAsync(web.Address.ToString());
        await o2.UntilService("lamp", ServiceStatus.Bridge);

        o2.SendReliable("/lamp/on", o2.Now + 0.1, 1);
        await page.WaitForFunctionAsync("document.body.classList.contains('on')");
        await page.Mouse.ClickAsync(100, 100);

        Assert.Equal((60, 0.8f), (await notes.All).Single());
        root.Delete(recursive: true);
    }

    private static string PageOf(string markdown) => Page().Match(markdown).Groups[1].Value;

    [GeneratedRegex("```html\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Page();
}
