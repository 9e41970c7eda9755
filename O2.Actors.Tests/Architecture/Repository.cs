namespace O2.Actors.Tests.Architecture;

/// <summary>The source tree that these tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] NotSource = ["artifacts", "bin", "obj", ".git", ".vs", ".idea", ".tools", "node_modules"];

    public static readonly string Root = FindRoot();

    /// <summary>The libraries and tools that users get, by the folder of their project.</summary>
    public static IEnumerable<string> Products =>
        new[] { "O2.Protocol", "O2.Discovery", "O2.Actors", "O2.Actors.TestKit", "O2.Lite", "O2.Web", "O2.Cli", "embedded/Akka", "embedded/Akka.TestKit" }
            .Where(project => Directory.Exists(Path.Combine(Root, project)));

    /// <summary>All files below <paramref name="folder"/>, as paths from the root with '/' between the names.</summary>
    public static IEnumerable<string> Files(string folder, params string[] extensions) =>
        Walk(new DirectoryInfo(Path.Combine(Root, folder)))
            .Where(file => extensions.Contains(file.Extension))
            .Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder) =>
        folder.EnumerateFiles().Concat(folder.EnumerateDirectories().Where(child => !NotSource.Contains(child.Name)).SelectMany(Walk));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "O2Actors.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"O2Actors.sln is not above {AppContext.BaseDirectory}.");
    }
}
