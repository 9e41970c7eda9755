using System.Text.RegularExpressions;
using System.Xml.Linq;

/// Which packages the build uses; the answer of the package source is kept in a git-ignored props file (docs/decisions/0001).
public sealed record DependencyMode(string Name, string Reason, bool MayFallBack)
{
    private const string Embedded = "embedded";
    private const string NuGet = "nuget";
    private const string AnswerFile = "O2Dependencies.props";
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(10);

    public string AsProperty => $"-p:O2Dependencies={Name}";

    public string PathOf(string program) => $"artifacts/{Name}/bin/{program}/release/{program}.dll";

    public static DependencyMode Choose(string? wish)
    {
        var mode = wish switch
        {
            Embedded or NuGet => new DependencyMode(wish, "you asked for it", MayFallBack: false),
            "probe" => Probe(),
            null => ReadAnswer() ?? Probe(),
            _ => throw new ArgumentException($"--dependencies={wish} is unknown; use embedded, nuget or probe."),
        };
        return mode.Tell();
    }

    public static DependencyMode FallBack() =>
        new DependencyMode(Embedded, "the build with the real packages failed", MayFallBack: false).Keep().Tell();

    private static DependencyMode Probe()
    {
        string[] restore = ["restore", "eng/PackageProbe", "--nologo", "--verbosity", "quiet", "-tl:off", "-nodeReuse:false", "-p:O2Dependencies=nuget"];
        var restored = Steps.TryRunQuietly("dotnet", restore, ProbeLimit, out var output);
        var mode = restored
            ? new DependencyMode(NuGet, "the package source has every package", MayFallBack: true)
            : new DependencyMode(Embedded, WhyNot(output), MayFallBack: false);
        return mode.Keep();
    }

    private static string WhyNot(string output)
    {
        var missing = Regex.Matches(output, @"NU110[123]: Unable to find (?:a stable )?package (\S+?)\.?\s")
            .Select(match => match.Groups[1].Value).Distinct().ToList();
        return missing.Count > 1 ? $"the package source lacks {missing[0]} and {missing.Count - 1} more"
            : missing.Count == 1 ? $"the package source lacks {missing[0]}"
            : output.Contains("NU1301", StringComparison.Ordinal) ? "no package source can be reached"
            : output.Length > 0 ? "the real packages could not be restored"
            : $"the package source gave no answer within {ProbeLimit.TotalSeconds:0} s";
    }

    private static DependencyMode? ReadAnswer()
    {
        if (!System.IO.File.Exists(AnswerFile))
            return null;
        var properties = XDocument.Load(AnswerFile).Root!.Element("PropertyGroup")!;
        var name = properties.Element("O2Dependencies")!.Value;
        return new DependencyMode(name, properties.Element("O2DependenciesReason")!.Value, MayFallBack: name == NuGet);
    }

    private DependencyMode Keep()
    {
        new XDocument(
            new XElement("Project",
                new XComment(" Written by ./build.sh. Delete it to have the package source asked again. "),
                new XElement("PropertyGroup",
                    new XElement("O2Dependencies", Name),
                    new XElement("O2DependenciesReason", Reason)))).Save(AnswerFile);
        return this;
    }

    private DependencyMode Tell()
    {
        Console.WriteLine($"{"packages",-12}{Name}: {Reason}");
        return this;
    }
}
