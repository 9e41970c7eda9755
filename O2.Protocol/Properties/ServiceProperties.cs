using System.Collections;
using System.Text;

namespace O2.Protocol;

/// <summary>The properties that a provider advertises with its service: attribute names and text values, newest first.</summary>
/// <remarks>
/// On the wire <c>;attribute:value;attribute:value;</c>, where <c>\</c>, <c>:</c> and <c>;</c> inside a value stand behind a <c>\</c>.
/// Immutable; a change makes a new value. Thread-safe: yes. Source: O2 2.0, "Service properties".
/// </remarks>
public sealed class ServiceProperties : IReadOnlyCollection<KeyValuePair<string, string>>, IEquatable<ServiceProperties>
{
    /// <summary>The longest wire form in bytes of UTF-8.</summary>
    public const int MaxBytes = 32768;

    /// <summary>The longest attribute name in bytes of UTF-8.</summary>
    public const int MaxAttributeBytes = 61;

    /// <summary>No properties.</summary>
    public static readonly ServiceProperties Empty = new(";");

    private ServiceProperties(string wire) => Wire = wire;

    /// <summary>The text that announcements carry, with a <c>;</c> at either end; only <c>;</c> when there are none.</summary>
    public string Wire { get; }

    /// <summary>The text that status events and lists carry: <see cref="Wire"/> without its first character.</summary>
    public string Text => Wire[1..];

    /// <summary>Whether there are no properties.</summary>
    public bool IsEmpty => Wire.Length == 1;

    /// <inheritdoc/>
    public int Count
    {
        get
        {
            int count = 0;
            for (PropertyWalk walk = new(Wire); walk.MoveNext();)
                count++;

            return count;
        }
    }

    /// <summary>Reads the text of an announcement. A missing <c>;</c> at either end is added; parts without <c>:</c> are never found.</summary>
    /// <param name="wire">The text; empty and <c>;</c> both mean none.</param>
    /// <returns>The properties.</returns>
    public static ServiceProperties FromWire(string wire)
    {
        if (wire.Length == 0 || wire == ";")
            return Empty;

        string front = wire[0] == ';' ? wire : ";" + wire;
        return new ServiceProperties(EndsWithSeparator(front) ? front : front + ";");
    }

    /// <summary>Returns the value of an attribute.</summary>
    /// <param name="attribute">The attribute name.</param>
    /// <returns>The value, or null when the attribute is not set.</returns>
    public string? Get(string attribute)
    {
        for (PropertyWalk walk = new(Wire); walk.MoveNext();)
        {
            if (walk.Attribute.SequenceEqual(attribute))
                return PropertyEscape.Remove(walk.EscapedValue);
        }

        return null;
    }

    /// <summary>Sets an attribute; it comes to stand in front of all others.</summary>
    /// <param name="attribute">The name: 1 to 61 bytes, without <c>:</c>, <c>;</c>, <c>\</c> and zero characters.</param>
    /// <param name="value">The value, any text without zero characters.</param>
    /// <param name="result">The new properties; these ones when the method fails.</param>
    /// <returns>False when the wire form would exceed <see cref="MaxBytes"/>; then nothing changes.</returns>
    /// <exception cref="ArgumentException">The name or the value is not allowed.</exception>
    public bool TrySet(string attribute, string value, out ServiceProperties result)
    {
        ValidateAttribute(attribute);
        ArgumentNullException.ThrowIfNull(value);
        if (value.Contains('\0'))
            throw new ArgumentException($"The value of property '{attribute}' contains a zero character.", nameof(value));

        string wire = $";{attribute}:{PropertyEscape.Add(value)}{Remove(attribute).Wire}";
        bool fits = Encoding.UTF8.GetByteCount(wire) <= MaxBytes;
        result = fits ? new ServiceProperties(wire) : this;
        return fits;
    }

    /// <summary>Takes an attribute out.</summary>
    /// <param name="attribute">The attribute name.</param>
    /// <returns>The properties without it; this same object when it was not set.</returns>
    public ServiceProperties Remove(string attribute)
    {
        for (PropertyWalk walk = new(Wire); walk.MoveNext();)
        {
            if (walk.Attribute.SequenceEqual(attribute))
            {
                string wire = string.Concat(Wire.AsSpan(0, walk.Start), Wire.AsSpan(walk.End));
                return wire == ";" ? Empty : new ServiceProperties(wire);
            }
        }

        return this;
    }

    /// <summary>Tells whether the value of an attribute contains a text (the rule of <c>o2_service_search</c>).</summary>
    /// <param name="attribute">The attribute name.</param>
    /// <param name="pattern">
    /// The text in its escaped form. A <c>:</c> in front ties it to the start of the value, a <c>;</c> behind to the end:
    /// <c>x</c> anywhere, <c>:x</c> at the start, <c>x;</c> at the end, <c>:x;</c> the whole value.
    /// </param>
    /// <returns>False when the attribute is not set or its value does not match.</returns>
    public bool Matches(string attribute, string pattern)
    {
        for (PropertyWalk walk = new(Wire); walk.MoveNext();)
        {
            if (walk.Attribute.SequenceEqual(attribute))
                return Contains(walk.EscapedValue, pattern);
        }

        return false;
    }

    /// <summary>Enumerates names and plain values, newest first.</summary>
    /// <returns>An enumerator.</returns>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator()
    {
        List<KeyValuePair<string, string>> pairs = [];
        for (PropertyWalk walk = new(Wire); walk.MoveNext();)
            pairs.Add(new(walk.Attribute.ToString(), PropertyEscape.Remove(walk.EscapedValue)));

        return pairs.GetEnumerator();
    }

    /// <inheritdoc/>
    public bool Equals(ServiceProperties? other) => other is not null && Wire == other.Wire;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ServiceProperties);

    /// <inheritdoc/>
    public override int GetHashCode() => Wire.GetHashCode(StringComparison.Ordinal);

    /// <summary>Returns <see cref="Text"/>.</summary>
    public override string ToString() => Text;

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static void ValidateAttribute(string attribute)
    {
        ArgumentException.ThrowIfNullOrEmpty(attribute);
        if (attribute.AsSpan().IndexOfAny(":;\\\0") >= 0)
            throw new ArgumentException($"'{attribute}' cannot name a property: names have none of ':', ';', '\\' and no zero character.", nameof(attribute));

        if (Encoding.UTF8.GetByteCount(attribute) > MaxAttributeBytes)
            throw new ArgumentException($"'{attribute}' cannot name a property: names have at most {MaxAttributeBytes} bytes.", nameof(attribute));
    }

    private static bool Contains(ReadOnlySpan<char> escapedValue, ReadOnlySpan<char> pattern)
    {
        bool atStart = pattern is [':', ..];
        pattern = atStart ? pattern[1..] : pattern;
        bool atEnd = EndsWithSeparator(pattern);
        pattern = atEnd ? pattern[..^1] : pattern;
        return (atStart, atEnd) switch
        {
            (true, true) => escapedValue.SequenceEqual(pattern),
            (true, false) => escapedValue.StartsWith(pattern),
            (false, true) => escapedValue.EndsWith(pattern),
            _ => escapedValue.IndexOf(pattern) >= 0,
        };
    }

    private static bool EndsWithSeparator(ReadOnlySpan<char> text)
    {
        if (text is not [.. ReadOnlySpan<char> before, ';'])
            return false;

        int escapes = before.Length - before.TrimEnd('\\').Length;
        return escapes % 2 == 0;
    }
}
