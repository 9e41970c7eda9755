using System.Text;

namespace O2.Protocol.Mdns;

/// <summary>Carries the <c>key=value</c> strings of a service instance.</summary>
/// <param name="Name">The instance.</param>
/// <param name="Ttl">Time to live in seconds.</param>
/// <param name="Data">The strings, each after a length byte.</param>
/// <param name="CacheFlush">True for the one record of an instance.</param>
public sealed record TxtRecord(DnsName Name, uint Ttl, ReadOnlyMemory<byte> Data, bool CacheFlush = true) : DnsRecord(Name, Ttl, CacheFlush)
{
    private const int MaxStringBytes = 255;

    /// <inheritdoc/>
    public override DnsRecordType Type => DnsRecordType.Txt;

    /// <summary>The strings in their order, without empty ones; bytes that are not UTF-8 show as U+FFFD.</summary>
    public IReadOnlyList<string> Strings
    {
        get
        {
            var strings = new List<string>();
            for (ReadOnlySpan<byte> rest = Data.Span; !rest.IsEmpty; rest = rest[(1 + rest[0])..])
            {
                if (rest[0] > 0)
                    strings.Add(Encoding.UTF8.GetString(rest.Slice(1, rest[0])));
            }
            return strings;
        }
    }

    /// <summary>Encodes strings as the data of a TXT record.</summary>
    /// <param name="strings">Each 1 to 255 bytes of UTF-8; none at all gives a single empty string, as RFC 6763 section 6.1 asks.</param>
    /// <returns>The data.</returns>
    /// <exception cref="ArgumentException">A string is empty or too long, or all together exceed <see cref="MdnsLimits.MaxTxtBytes"/>.</exception>
    public static byte[] Encode(IReadOnlyList<string> strings)
    {
        if (strings.Count == 0)
            return [0];
        var data = new List<byte>();
        foreach (string text in strings)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(text);
            if (utf8.Length is 0 or > MaxStringBytes)
                throw new ArgumentException($"A TXT string has 1 to {MaxStringBytes} bytes, '{text}' has {utf8.Length}.", nameof(strings));
            data.Add((byte)utf8.Length);
            data.AddRange(utf8);
        }
        if (data.Count > MdnsLimits.MaxTxtBytes)
            throw new ArgumentException($"TXT strings have at most {MdnsLimits.MaxTxtBytes} bytes together, these have {data.Count}.", nameof(strings));
        return [.. data];
    }

    /// <summary>Whether bytes are strings with length bytes that fit exactly.</summary>
    /// <param name="data">The data of a TXT record from the network.</param>
    /// <returns>False when the data is empty or its last string is cut off.</returns>
    internal static bool IsWellFormed(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
            return false;
        while (!data.IsEmpty)
        {
            if (1 + data[0] > data.Length)
                return false;
            data = data[(1 + data[0])..];
        }
        return true;
    }

    /// <inheritdoc/>
    public override byte[] GetData() => Data.ToArray();

    /// <inheritdoc/>
    protected override bool HasDataOf(DnsRecord other) => other is TxtRecord txt && txt.Data.Span.SequenceEqual(Data.Span);
}
