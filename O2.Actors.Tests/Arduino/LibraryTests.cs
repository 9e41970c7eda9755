using O2.Actors.Tests.Architecture;

namespace O2.Actors.Tests.Arduino;

/// <summary>The C++ library by itself.</summary>
public sealed class LibraryTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "O2.Lite.Arduino");

    [CppFact]
    public async Task Library_passes_its_own_tests_under_sanitizers() => Assert.Contains("100% tests passed", await CppBuild.RunTestsAsync());

    [Fact]
    public void R4_65_The_Arduino_library_has_library_properties_and_examples()
    {
        string[] properties = File.ReadAllLines(Path.Combine(Folder, "library.properties"));
        foreach (string key in (string[])["name", "version", "author", "maintainer", "sentence", "paragraph", "category", "url", "architectures"])
            Assert.Single(properties, line => line.StartsWith(key + "=", StringComparison.Ordinal));
        string[] examples = Directory.GetDirectories(Path.Combine(Folder, "examples"));
        Assert.True(examples.Length >= 4);
        Assert.All(examples, example => Assert.True(File.Exists(Path.Combine(example, Path.GetFileName(example) + ".ino"))));
    }

    [Fact]
    public void Its_properties_and_keywords_name_what_its_headers_have()
    {
        string includes = File.ReadLines(Path.Combine(Folder, "library.properties")).Single(line => line.StartsWith("includes=", StringComparison.Ordinal))["includes=".Length..];
        Assert.All(includes.Split(','), header => Assert.True(File.Exists(Path.Combine(Folder, "src", header)), header));

        string headers = string.Concat(Directory.GetFiles(Path.Combine(Folder, "src"), "*.h").Select(File.ReadAllText));
        Assert.All(File.ReadAllLines(Path.Combine(Folder, "keywords.txt")), line =>
        {
            Assert.Matches("^\\w+\tKEYWORD[12]$", line);   // the editor wants a tab
            Assert.Matches($"\\b{line.Split('\t')[0]}\\b", headers);
        });
    }
}
