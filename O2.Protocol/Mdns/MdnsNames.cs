using System.Globalization;
using System.Text;

namespace O2.Protocol.Mdns;

/// <summary>The names that DNS-SD builds: of types, instances and hosts.</summary>
public static class MdnsNames
{
    /// <summary>The domain of everything that multicast DNS knows.</summary>
    public static DnsName Local { get; } = DnsName.Parse("local");

    /// <summary>The name whose pointers list the service types on a link (RFC 6763 section 9).</summary>
    public static DnsName AllTypes { get; } = DnsName.Parse("_services._dns-sd._udp.local");

    /// <summary>Makes the domain name of a service type.</summary>
    /// <param name="type">Two labels that start with an underscore, such as <c>_o2proc._tcp</c>.</param>
    /// <returns>The name, in the domain <c>local</c>.</returns>
    /// <exception cref="ArgumentException">The text is not a service type.</exception>
    public static DnsName TypeName(string type)
    {
        if (type.Split('.') is not [['_', _, ..], "_tcp" or "_udp"])
            throw new ArgumentException($"A service type is like '_o2proc._tcp', not '{type}'.", nameof(type));
        return DnsName.Parse(type + ".local");
    }

    /// <summary>Finds the name to try when an instance name is taken: <c>ens</c>, <c>ens #2</c>, <c>ens #3</c> … as Avahi does.</summary>
    /// <param name="name">The name that is taken.</param>
    /// <returns>A name of at most 63 bytes; a longer base is cut at a character boundary.</returns>
    public static string Alternative(string name)
    {
        int mark = name.LastIndexOf(" #", StringComparison.Ordinal);
        long number = 1;
        string stem = name;
        if (mark >= 0 && long.TryParse(name.AsSpan(mark + 2), NumberStyles.None, CultureInfo.InvariantCulture, out long found) && found < long.MaxValue)
        {
            number = found;
            stem = name[..mark];
        }
        string suffix = string.Create(CultureInfo.InvariantCulture, $" #{number + 1}");
        return Cut(stem, MdnsLimits.MaxLabelBytes - suffix.Length) + suffix;
    }

    /// <summary>Makes a host name that no other host has, so that it needs no probing and cannot collide with the system responder's own.</summary>
    /// <param name="machine">The machine's name, for people who look at the network; anything but letters, digits and hyphens is dropped.</param>
    /// <param name="unique">A random number.</param>
    /// <returns>A name like <c>studio-o2-5f3a91c2e07b.local</c>.</returns>
    public static DnsName Host(string machine, long unique)
    {
        var label = new StringBuilder();
        foreach (char c in machine)
        {
            if (c == '.' || label.Length == 32)
                break;
            if (char.IsAsciiLetterOrDigit(c) || c == '-')
                label.Append(char.ToLowerInvariant(c));
        }
        if (label.Length > 0)
            label.Append('-');
        label.Append(CultureInfo.InvariantCulture, $"o2-{unique & 0xFFFF_FFFF_FFFF:x12}");
        return Local.Prepend(label.ToString());
    }

    private static string Cut(string text, int maxBytes)
    {
        int bytes = 0, length = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > maxBytes)
                break;
            length += rune.Utf16SequenceLength;
        }
        return text[..length];
    }
}
