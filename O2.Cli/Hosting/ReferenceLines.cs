using System.Text.RegularExpressions;

namespace O2.Cli;

/// <summary>The lines of a file of the reference, one after the other: a key and values in double quotes, without escapes.</summary>
internal sealed partial class ReferenceLines(string file, string text)
{
    private readonly string[] _lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
    private int _next;

    public bool AtEnd => _next >= _lines.Length;

    /// <summary>The line that comes next; empty at the end.</summary>
    public string Current => AtEnd ? "" : _lines[_next].TrimEnd();

    /// <summary>Its number, from 1.</summary>
    public int Number => _next + 1;

    public void Expect(string line)
    {
        if (!TrySkip(line))
            throw Unexpected(line);
    }

    public bool TrySkip(string line)
    {
        if (Current != line)
            return false;
        _next++;
        return true;
    }

    /// <summary>Takes a line of a key and so many values.</summary>
    public IReadOnlyList<string> Values(string key, int count)
    {
        var values = Current.StartsWith(key, StringComparison.Ordinal) && Quoted().Match(Current, key.Length) is { Success: true } match
            ? match.Groups[1].Captures.Select(capture => capture.Value).ToList()
            : [];
        if (values.Count != count)
            throw Unexpected($"{key}{string.Concat(Enumerable.Repeat(" \"…\"", count))}");
        _next++;
        return values;
    }

    public UserErrorException Unexpected(string wanted) => new($"{file}, line {Number}: here has to stand {wanted}, not '{Current}'.");

    [GeneratedRegex("""\G(?:\s*"([^"]*)")+\s*$""")]
    private static partial Regex Quoted();
}
