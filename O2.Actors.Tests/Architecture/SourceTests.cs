using System.Text.RegularExpressions;

namespace O2.Actors.Tests.Architecture;

public sealed partial class SourceTests
{
    private const int MaxLines = 400;
    private const int MaxMedianLines = 80;
    private const int MaxProgramLines = 59;

    public static TheoryData<string> Products => [.. Repository.Products];

    [Fact]
    public void No_source_file_is_compiled_conditionally_or_silences_a_warning()
    {
        var offenders = Repository.Files(".", ".cs").Where(file => Directive().IsMatch(Repository.Read(file)));

        Assert.Empty(offenders);
    }

    [Fact]
    public void No_source_file_is_longer_than_400_lines()
    {
        string[] generated = ["O2.Web/wwwroot/o2ws.js"];

        var offenders = Repository.Files(".", ".cs", ".js", ".mjs", ".h", ".cpp", ".ino").Where(file => Lines(file) > MaxLines).Except(generated);

        Assert.Empty(offenders);
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void Half_of_the_files_of_a_project_have_at_most_80_lines(string project)
    {
        var lengths = Repository.Files(project, ".cs").Select(Lines).Order().ToList();
        var median = lengths.ElementAtOrDefault(lengths.Count / 2);

        Assert.True(median <= MaxMedianLines, $"the median of {project} is {median} lines");
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void A_file_is_named_after_the_type_that_it_holds(string project)
    {
        var offenders = Repository.Files(project, ".cs").Where(file => !DeclaresTypeOfItsName(file));

        Assert.Empty(offenders);
    }

    [Fact]
    public void Only_the_seam_names_the_dependency_mode()
    {
        string[] seam = ["Directory.Build.props", "Directory.Build.targets", "eng/build/DependencyMode.cake", "O2Dependencies.props"];
        var property = new Regex(@"\bO2Dependencies\b");

        var offenders = Repository.Files(".", ".csproj", ".props", ".targets", ".cake", ".sh", ".ps1")
            .Concat(Repository.Products.SelectMany(product => Repository.Files(product, ".cs")))
            .Where(file => property.IsMatch(Repository.Read(file)))
            .Except(seam);

        Assert.Empty(offenders);
    }

    [Fact]
    public void Every_example_is_a_folder_with_a_program_of_less_than_60_lines()
    {
        var examples = Directory.GetDirectories(Path.Combine(Repository.Root, "examples")).Select(folder => $"examples/{Path.GetFileName(folder)}").ToList();

        Assert.True(examples.Count > 5);
        Assert.All(examples, example => Assert.InRange(Lines($"{example}/Program.cs"), 1, MaxProgramLines));
    }

    private static int Lines(string file) => Repository.Read(file).Count(character => character == '\n');

    private static bool DeclaresTypeOfItsName(string file)
    {
        var name = Path.GetFileName(file).Split('.')[0]; // Type.Concern.cs holds a part of Type
        name = name.EndsWith("OfT", StringComparison.Ordinal) ? name[..^"OfT".Length] : name; // beside a type of the same name that is not generic
        return name is "Program" or "AssemblyInfo" or "GlobalUsings"
            || name.EndsWith("Messages", StringComparison.Ordinal) // the small records of one actor protocol may share a file
            || Regex.IsMatch(Repository.Read(file), $@"\b(class|struct|record|interface|enum|delegate [^;(]*) {name}\b");
    }

    [GeneratedRegex(@"^\s*#(if|elif|pragma\s+warning\s+disable)\b", RegexOptions.Multiline)]
    private static partial Regex Directive();
}
