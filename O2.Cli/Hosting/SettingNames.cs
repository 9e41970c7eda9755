using System.Reflection;
using System.Text.Json;

namespace O2.Cli;

/// <summary>The names of settings in a configuration file: those of the properties of its types.</summary>
internal static class SettingNames
{
    private static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <exception cref="UserErrorException">A setting is unknown, or stands there twice; the message names file and line.</exception>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static void Check(string file, byte[] json, Type section)
    {
        var reader = new Utf8JsonReader(json, Lenient);
        reader.Read();
        CheckObject(ref reader, json, section, file, "");
    }

    /// <summary>The type of a setting, by its path as <see cref="JsonException.Path"/> has it: <c>$.web.port</c>; null when there is none.</summary>
    public static Type? Find(Type section, string? path)
    {
        Type? found = null;
        foreach (var name in (path ?? "").Split('.').Skip(1))
        {
            found = Property(found ?? section, name.Split('[')[0])?.PropertyType;
            if (found is null)
                return null;
            if (name.EndsWith(']'))
                found = found.GetGenericArguments()[0];
        }

        return found;
    }

    /// <summary>What a setting of a type takes, for complaints.</summary>
    public static string Describe(Type type) => type switch
    {
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) => "a whole number",
        _ when type == typeof(string) => "a text in quotes",
        { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(type).Select(name => $"\"{NameOf(name)}\""))}",
        { IsGenericType: true } when ItemSection(type) is not null => "a list of sections: [{ … }, { … }]",
        { IsGenericType: true } => "a list of texts: [\"…\", \"…\"]",
        _ => "a section: { … }",
    };

    private static void CheckObject(ref Utf8JsonReader reader, byte[] json, Type section, string file, string path)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return; // of another type than wanted: who reads it complains
        }

        var seen = new HashSet<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var line = 1 + json.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n');
            var name = reader.GetString()!;
            var property = Property(section, name) ?? throw new UserErrorException($"{file}, line {line}: there is no setting '{path}{name}'.{Suggest(section, name)}");
            if (!seen.Add(name))
                throw new UserErrorException($"{file}, line {line}: '{path}{name}' stands there more than once.");
            reader.Read();
            if (IsSection(property.PropertyType))
                CheckObject(ref reader, json, property.PropertyType, file, $"{path}{name}.");
            else if (ItemSection(property.PropertyType) is { } item && reader.TokenType == JsonTokenType.StartArray)
                CheckItems(ref reader, json, item, file, $"{path}{name}.");
            else
                reader.Skip();
        }
    }

    private static void CheckItems(ref Utf8JsonReader reader, byte[] json, Type section, string file, string path)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            CheckObject(ref reader, json, section, file, path);
    }

    /// <summary>The type of the items when a type is a list of sections; else null.</summary>
    private static Type? ItemSection(Type type) => type.IsGenericType && IsSection(type.GetGenericArguments()[0]) ? type.GetGenericArguments()[0] : null;

    private static bool IsSection(Type type) => type.IsClass && type != typeof(string);

    private static PropertyInfo? Property(Type section, string name) => section.GetProperties().FirstOrDefault(property => NameOf(property.Name) == name);

    private static string NameOf(string member) => JsonNamingPolicy.CamelCase.ConvertName(member);

    private static string Suggest(Type section, string name)
    {
        var known = section.GetProperties().Select(property => NameOf(property.Name)).ToList();
        return SimilarNames.Of(name, known) is { Count: > 0 } similar
            ? $" Did you mean {string.Join(" or ", similar.Select(it => $"'{it}'"))}?"
            : $" There is {string.Join(", ", known.Select(it => $"'{it}'"))}.";
    }
}
