using System.Text.RegularExpressions;

namespace O2.Actors.Tests.Architecture;

/// <summary>The links within the documents of this repository.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Documents => [.. Repository.Files(".", ".md")];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_leads_to_a_file_or_a_heading_that_is_there(string document)
    {
        var broken = Links(document).Where(target => !Resolves(document, target));

        Assert.Empty(broken);
    }

    private static IEnumerable<string> Links(string document) =>
        Link().Matches(Text(document)).Select(link => link.Groups["target"].Value).Where(target => !target.Contains("://") && !target.StartsWith("mailto:", StringComparison.Ordinal));

    private static bool Resolves(string document, string target)
    {
        var parts = target.Split('#', 2);
        var path = parts[0].Length == 0 ? document : Path.GetRelativePath(Repository.Root, Path.Combine(Repository.Root, Path.GetDirectoryName(document)!, parts[0]));
        var full = Path.Combine(Repository.Root, path);
        return File.Exists(full)
            ? parts.Length == 1 || Headings(path).Contains(parts[1])
            : Directory.Exists(full) && parts.Length == 1;
    }

    /// <summary>The names that headings are linked by: small letters, blanks as hyphens, nothing else but letters, digits, '_' and '-'.</summary>
    private static IEnumerable<string> Headings(string document) =>
        Heading().Matches(Text(document)).Select(heading => NotInAnchors().Replace(heading.Groups["title"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    /// <summary>Without what only looks like a link or a heading: blocks of code.</summary>
    private static string Text(string document) => CodeBlock().Replace(Repository.Read(document), "");

    [GeneratedRegex(@"\]\((?<target>[^()\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#{1,6} (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N}_ -]")]
    private static partial Regex NotInAnchors();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
