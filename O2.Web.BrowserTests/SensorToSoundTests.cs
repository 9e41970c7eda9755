using System.Globalization;
using Microsoft.Playwright;
using O2.Actors.Tests;
using SensorToSound;

namespace O2.Web.BrowserTests;

/// <summary>The page of the example SensorToSound: bars are dragged, and the sound follows.</summary>
[Collection(nameof(Chromium))]
public sealed class SensorToSoundTests(Chromium chromium)
{
    [ChromiumFact]
    public async Task Dragging_the_end_of_a_bar_changes_what_a_movement_does_to_the_sound()
    {
        await using var stage = await StartAsync();
        var page = await OpenAsync(stage);
        float before = await SpeedOfAsync(stage, roll: 0.2f);

        await DragAsync(page, "#roll .output .high", to: 0.1f);
        var line = await LineOfAsync(page, "roll");
        await UntilAsync(stage, "roll", line);

        float after = await SpeedOfAsync(stage, roll: 0.2f);
        Assert.Equal(0.2f * line.M + line.B, after, 0.01f);
        Assert.True(after < before - 0.2f, $"{after} is not below {before}.");
        while (stage.Synth.Speed != after)   // a tap's copy may be quicker than the synth's actor
            Assert.Equal(after, await SpeedOfAsync(stage, roll: 0.2f));
    }

    [ChromiumFact]
    public async Task Both_ranges_of_each_pair_are_moved_by_mouse_and_by_keyboard()
    {
        await using var stage = await StartAsync();
        var page = await OpenAsync(stage);
        foreach (string mapping in (string[])["roll", "pitch", "rollrms"])
        {
            await DragAsync(page, $"#{mapping} .input .low", to: 0.2f);
            await DragAsync(page, $"#{mapping} .input .high", to: 0.7f);
            await DragAsync(page, $"#{mapping} .output .low", to: 0.9f);   // crossed: the other way around
            await DragAsync(page, $"#{mapping} .output .high", to: 0.3f);
            var dragged = await LineOfAsync(page, mapping);
            Assert.True(dragged.M < 0);
            await UntilAsync(stage, mapping, dragged);

            await page.PressAsync($"#{mapping} .output .high", "End");
            await page.PressAsync($"#{mapping} .output .low", "Home");
            var pressed = await LineOfAsync(page, mapping);
            Assert.True(pressed.M > 0);
            await UntilAsync(stage, mapping, pressed);
        }
    }

    [ChromiumFact]
    public async Task Page_shows_what_is_measured_and_what_is_sent()
    {
        await using var stage = await StartAsync();
        var page = await OpenAsync(stage);
        float speed = await SpeedOfAsync(stage, roll: -0.125f);

        await page.WaitForFunctionAsync("document.querySelector('#roll .input .live').dataset.value === '-0.125'");
        string shown = await page.EvaluateAsync<string>("document.querySelector('#roll .output .live').dataset.value");

        Assert.Equal(speed, float.Parse(shown, CultureInfo.InvariantCulture), 0.001f);
        Assert.Equal($"roll −0.13 → /synth/speed {speed.ToString("F2", CultureInfo.InvariantCulture)}", await page.InnerTextAsync("#roll strong"));
    }

    [ChromiumFact]
    public async Task A_second_page_follows_the_first()
    {
        await using var stage = await StartAsync();
        var first = await OpenAsync(stage);
        var second = await OpenAsync(stage);

        await DragAsync(first, "#pitch .output .low", to: 0.6f);
        var line = await LineOfAsync(first, "pitch");

        await second.WaitForFunctionAsync($"Math.abs(document.querySelector('#pitch').mapping.m - ({line.M.ToString("R", CultureInfo.InvariantCulture)})) < 0.001");
    }

    [ChromiumFact]
    public async Task Page_sets_the_rate_of_the_sensor()
    {
        await using var stage = await StartAsync();
        stage.Process.AddService("imusensor");
        var rates = new Recorder<int>(expected: 1);
        stage.Process.AddMethod("/imusensor/rate", "i", message => rates.Add(message.Int32(0)));
        var page = await OpenAsync(stage);

        await page.FillAsync("#rate", "100");
        await page.PressAsync("#rate", "Enter");

        Assert.Equal(100, (await rates.All).Single());
    }

    private static Task<Stage> StartAsync() => Stage.StartAsync(new SensorOptions { Ensemble = $"imu-{Guid.NewGuid():N}", Port = 0 });

    private async Task<IPage> OpenAsync(Stage stage)
    {
        var page = await chromium.NewPageAsync();
        await page.GotoAsync(stage.Page.ToString());
        await page.WaitForFunctionAsync("document.querySelectorAll('o2-bar-pair').length === 3");
        return page;
    }

    /// <summary>Drags a handle to a place of its bar, 0 left, 1 right.</summary>
    private static async Task DragAsync(IPage page, string handle, float to)
    {
        await page.Locator(handle).ScrollIntoViewIfNeededAsync();
        var from = (await page.Locator(handle).BoundingBoxAsync())!;
        var bar = (await page.Locator(handle).Locator("..").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(from.X + from.Width / 2, from.Y + from.Height / 2);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(bar.X + bar.Width * to, bar.Y + bar.Height / 2, new MouseMoveOptions { Steps = 5 });
        await page.Mouse.UpAsync();
    }

    private static async Task<(float M, float B)> LineOfAsync(IPage page, string mapping)
    {
        float[] line = await page.EvaluateAsync<float[]>($"(({{ m, b }}) => [m, b])(document.querySelector('#{mapping}').mapping)");
        return (line[0], line[1]);
    }

    /// <summary>Asks the control agent for its mappings until one is the line that the page shows: what a page sends comes in its own time.</summary>
    private static async Task UntilAsync(Stage stage, string name, (float M, float B) line)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
        stage.Process.AddService("probe");
        while (!stage.Mappings.All.Any(mapping => mapping.Name == name && Math.Abs(mapping.M - line.M) < 0.001f && Math.Abs(mapping.B - line.B) < 0.001f))
        {
            limit.Token.ThrowIfCancellationRequested();
            var answers = new Recorder<string>(expected: stage.Mappings.All.Length);
            stage.Process.AddMethod("/probe/mapping", null, message => answers.Add(message.Text(0)));
            stage.Process.SendReliable("/ctrl/list", "probe");
            await answers.All;
        }

        stage.Process.RemoveService("probe");
    }

    /// <summary>Plays the sensor, and tells what the synth gets.</summary>
    private static async Task<float> SpeedOfAsync(Stage stage, float roll)
    {
        var speeds = new Recorder<float>(expected: 1);
        using var tap = stage.Process.Tap("synth", message =>
        {
            if (message.Address.Path == "/speed")
                speeds.Add(message.Single(0));
        });
        stage.Process.SendReliable("/imu/imu", 0f, roll, 0f, 0f, 0f, 1f, 0f);
        return (await speeds.All).Single();
    }
}
