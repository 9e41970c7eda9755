namespace O2.Web.BrowserTests;

/// <summary>What tests need beside .NET.</summary>
internal static class Programs
{
    /// <summary>The folder of the source tree.</summary>
    public static string Repository { get; } = FindRepository();

    public static string? Chromium => Find("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    public static string? Node => Find("node", "nodejs");

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "O2Actors.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"O2Actors.sln is not above {AppContext.BaseDirectory}.");
    }

    private static string? Find(params string[] names)
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
