namespace Akka.Configuration;

/// <summary>Named values in HOCON.</summary>
internal sealed class HoconObject : HoconValue
{
    public Dictionary<string, HoconValue> Fields { get; } = [];

    /// <summary>A new object with the fields of both; where both have one, the first wins, and objects are merged.</summary>
    public static HoconObject Merge(HoconObject first, HoconObject second)
    {
        var merged = new HoconObject();
        foreach (var (key, value) in second.Fields)
            merged.Fields[key] = value;
        foreach (var (key, value) in first.Fields)
        {
            merged.Fields[key] = value is HoconObject inner && merged.Fields.GetValueOrDefault(key) is HoconObject other
                ? Merge(inner, other)
                : value;
        }
        return merged;
    }

    /// <summary>Sets the value at a path; an object is merged into the one that is there.</summary>
    public void Set(ReadOnlySpan<string> path, HoconValue value)
    {
        var existing = Fields.GetValueOrDefault(path[0]);
        if (path.Length > 1)
        {
            if (existing is not HoconObject inner)
                Fields[path[0]] = inner = new HoconObject();
            inner.Set(path[1..], value);
        }
        else
        {
            Fields[path[0]] = value is HoconObject added && existing is HoconObject old ? Merge(added, old) : value;
        }
    }

    public override string ToString() => $"{{{string.Join(", ", Fields.Select(field => $"\"{field.Key}\" : {field.Value}"))}}}";
}
