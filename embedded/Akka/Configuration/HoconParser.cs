namespace Akka.Configuration;

/// <summary>Reads the part of HOCON that <c>embedded/README.md</c> lists.</summary>
internal sealed class HoconParser(string text)
{
    private int _position;

    private char Current => _position < text.Length ? text[_position] : '\0';

    /// <summary>Splits a path at its dots; parts in quotes may hold dots.</summary>
    public static string[] SplitPath(string path)
    {
        if (!path.Contains('"'))
            return path.Split('.');
        var parts = path.Split('"');
        var keys = new List<string>();
        for (var i = 0; i < parts.Length; i++)
        {
            if (i % 2 == 1)
                keys.Add(parts[i]);
            else
                keys.AddRange(parts[i].Split('.', StringSplitOptions.RemoveEmptyEntries));
        }
        return [.. keys];
    }

    /// <summary>Reads the whole text.</summary>
    /// <exception cref="ConfigurationException">It is not the HOCON that is understood.</exception>
    public HoconObject Parse()
    {
        SkipBlank();
        var braces = TryTake('{');
        var root = ParseFields(braces ? '}' : '\0');
        SkipBlank();
        return _position >= text.Length ? root : throw Error("unexpected text after the end");
    }

    private HoconObject ParseFields(char end)
    {
        var fields = new HoconObject();
        while (true)
        {
            SkipBlank();
            while (TryTake(','))
                SkipBlank();
            if (Current == end)
            {
                _position++;
                return fields;
            }
            if (_position >= text.Length)
                throw Error($"[{end}] is missing");
            ParseField(fields);
        }
    }

    private void ParseField(HoconObject fields)
    {
        var start = _position;
        while (_position < text.Length && Current is not (':' or '=' or '{' or '\n' or '+'))
        {
            if (Current == '"')
                ParseQuoted();
            else
                _position++;
        }
        var key = text[start.._position].Trim();
        if (key.Length == 0 || key.StartsWith("include ", StringComparison.Ordinal) || Current is '+' or '\n' or '\0')
            throw Error($"[{key}] is not the key of a setting");
        if (Current != '{')
            _position++;
        SkipBlank();
        var value = ParseValue();
        fields.Set(SplitPath(key), value);
        SkipBlank();
        if (value is HoconObject && Current == ',')
            throw Error("Akka's own parser takes no comma after an object");
    }

    private HoconValue ParseValue()
    {
        if (TryTake('{'))
            return ParseFields('}');
        if (TryTake('['))
            return ParseArray();
        if (Current == '"')
            return new HoconScalar(ParseQuoted());
        var start = _position;
        while (_position < text.Length && Current is not ('\n' or ',' or '}' or ']' or '#') && !IsComment())
        {
            if (Current is '$' or '"' or '{' or '[')
                throw Error("substitutions and concatenations are not understood");
            _position++;
        }
        var value = text[start.._position].Trim();
        return value.Length > 0 ? new HoconScalar(value) : throw Error("a value is missing");
    }

    private HoconArray ParseArray()
    {
        var items = new List<HoconValue>();
        while (true)
        {
            SkipBlank();
            if (TryTake(']'))
                return new HoconArray(items);
            if (TryTake(','))
                continue;
            if (_position >= text.Length)
                throw Error("[]] is missing");
            items.Add(ParseValue());
        }
    }

    private string ParseQuoted()
    {
        const string triple = "\"\"\"";
        var isTriple = string.CompareOrdinal(text, _position, triple, 0, 3) == 0;
        var quote = isTriple ? triple : "\"";
        var start = _position + quote.Length;
        var end = start;
        do
        {
            end = text.IndexOf(quote, end, StringComparison.Ordinal);
            if (end < 0)
                throw Error("a quote is not closed");
            end++;
        }
        while (!isTriple && text[end - 2] == '\\');
        _position = end - 1 + quote.Length;
        var content = text[start..(end - 1)];
        return isTriple || !content.Contains('\\') ? content : System.Text.RegularExpressions.Regex.Unescape(content);
    }

    private void SkipBlank()
    {
        while (_position < text.Length)
        {
            if (Current == '#' || IsComment())
            {
                while (_position < text.Length && Current != '\n')
                    _position++;
            }
            else if (char.IsWhiteSpace(Current))
            {
                _position++;
            }
            else
            {
                return;
            }
        }
    }

    private bool IsComment() => Current == '/' && string.CompareOrdinal(text, _position, "//", 0, 2) == 0;

    private bool TryTake(char expected)
    {
        if (Current != expected || _position >= text.Length)
            return false;
        _position++;
        return true;
    }

    private ConfigurationException Error(string problem)
    {
        var line = text.AsSpan(0, Math.Min(_position, text.Length)).Count('\n') + 1;
        return new ConfigurationException($"HOCON, line {line}: {problem}.");
    }
}
