using Microsoft.Playwright;
using O2.Actors.Tests.Web;

namespace O2.Web.BrowserTests;

[CollectionDefinition(nameof(Chromium))]
public sealed class ChromiumCollection : ICollectionFixture<Chromium>;

/// <summary>One headless browser for all tests, started by the first that needs it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const float Patience = 30_000;
    private readonly Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> _started = new(StartAsync);

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Opens a page of a host. What it writes to its console as error, and what it throws, is in the test's failure.</summary>
    internal async Task<IPage> OpenAsync(WebHost host, string path)
    {
        var page = await NewPageAsync();
        await page.GotoAsync(new Uri(host.Server.Address, path).ToString());
        return page;
    }

    internal async Task<IPage> NewPageAsync(int width = 1280, int height = 720)
    {
        var (_, browser) = await _started.Value;
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = width, Height = height } });
        page.SetDefaultTimeout(Patience);
        return page;
    }

    public async Task DisposeAsync()
    {
        if (!_started.IsValueCreated)
            return;
        var (driver, browser) = await _started.Value;
        await browser.CloseAsync();
        driver.Dispose();
    }

    private static async Task<(IPlaywright Driver, IBrowser Browser)> StartAsync()
    {
        var driver = await Playwright.CreateAsync();
        // No sandbox: as root, as in most containers, it cannot start with one. The pages are ours.
        var browser = await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Programs.Chromium, Args = ["--no-sandbox"] });
        return (driver, browser);
    }
}
