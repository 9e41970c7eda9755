namespace O2.Web.BrowserTests;

/// <summary>A test in a real browser; skipped, with the reason, on a machine that lacks it.</summary>
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute() => Skip = Programs.Chromium is null ? "NOT CHECKED IN A BROWSER: chromium not found (apt-get install chromium)." : null;
}
