using System.Text.RegularExpressions;

namespace O2.Actors.Tests.Architecture;

public sealed partial class NoticeTests
{
    /// <summary>Parts of xunit, pinned to its version.</summary>
    private static readonly string[] Parts = ["xunit.assert", "xunit.extensibility.core"];

    private static readonly HashSet<string> Used = [.. Repository.Files(".", ".csproj", ".targets").SelectMany(file => Reference().Matches(Repository.Read(file))).Select(Name)];

    [Fact]
    public void Every_package_that_is_used_has_its_licence_in_the_notice() => Assert.Empty(Used.Except(Parts).Except(Told()));

    [Fact]
    public void No_package_is_in_the_notice_that_is_not_used() => Assert.Empty(Told().Except(Used).Except(Tools()));

    private static IEnumerable<string> Told() =>
        Row().Matches(Repository.Read("NOTICE")).SelectMany(row => row.Groups["names"].Value.Split(", ")).Select(name => name.Trim());

    private static IEnumerable<string> Tools() => ["Cake.Tool"];   // .config/dotnet-tools.json

    private static string Name(Match reference) => reference.Groups["name"].Value;

    [GeneratedRegex(@"<PackageReference Include=""(?<name>[^""]+)""")]
    private static partial Regex Reference();

    [GeneratedRegex(@"^    (?<names>\S+(, \S+)*) +(MIT|Apache-2\.0|BSD-3-Clause) ", RegexOptions.Multiline)]
    private static partial Regex Row();
}
