using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace O2.Actors.Tests.Architecture;

/// <summary>The rules of the specification: each has a test that bears its id, or docs/testing.md says why not.</summary>
/// <remarks>Rules are numbered through a section, R and D together, so a section and the number of its rules name them all.</remarks>
public sealed partial class RuleTests
{
    private static readonly HashSet<(int Section, int Number)> Tested = [.. typeof(RuleTests).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
        .Select(test => test.Name)
        .Concat(Repository.Files("O2.Web.BrowserTests", ".cs").Select(Repository.Read))
        .SelectMany(text => IdInName().Matches(text))
        .Select(Rule)];

    [Theory]
    [InlineData(1, 37)]
    [InlineData(3, 84)]
    [InlineData(4, 68)]
    [InlineData(5, 30)]
    [InlineData(6, 24)]
    public void Every_rule_of_a_finished_section_has_a_test_or_a_reason(int section, int rules)
    {
        var all = Enumerable.Range(1, rules).Select(number => (section, number));

        Assert.Empty(all.Except(Tested).Except(Excused()));
    }

    [Fact]
    public void A_rule_that_has_a_test_needs_no_reason() => Assert.Empty(Excused().Intersect(Tested));

    /// <summary>The ids in the first column of the table, such as <c>D1.12, D1.28 - D1.33</c>.</summary>
    private static IEnumerable<(int Section, int Number)> Excused()
    {
        string docs = Repository.Read("docs/testing.md");
        string table = docs[docs.IndexOf("### Rules without a test", StringComparison.Ordinal)..];
        foreach (Match row in FirstColumn().Matches(table))
        {
            foreach (Match range in IdInDocs().Matches(row.Value))
            {
                var (section, first) = Rule(range);
                int last = range.Groups["last"] is { Success: true } end ? int.Parse(end.Value, CultureInfo.InvariantCulture) : first;
                for (int number = first; number <= last; number++)
                    yield return (section, number);
            }
        }
    }

    private static (int Section, int Number) Rule(Match id) =>
        (int.Parse(id.Groups["section"].Value, CultureInfo.InvariantCulture), int.Parse(id.Groups["number"].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"(?<=\b|_)[RD](?<section>\d)_(?<number>\d+)(?=_|$)")]
    private static partial Regex IdInName();

    [GeneratedRegex(@"^\| [RD]\d\.[^|]*\|", RegexOptions.Multiline)]
    private static partial Regex FirstColumn();

    [GeneratedRegex(@"[RD](?<section>\d)\.(?<number>\d+)( - [RD]\d\.(?<last>\d+))?")]
    private static partial Regex IdInDocs();
}
