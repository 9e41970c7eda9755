using System.Text;

namespace O2.Protocol.Mdns;

/// <summary>A domain name such as <c>orchestra #1._o2proc._tcp.local</c>: a list of labels, the root being the empty one.</summary>
/// <remarks>
/// <para>Two names are equal when their labels are, ignoring the case of ASCII letters (RFC 6762 section 16).</para>
/// <para>
/// On the wire a name is its labels, each after a length byte, and a zero byte; a length byte of 0xC0 and more is the first half of a
/// pointer to an earlier place of the same message, where the name goes on (RFC 1035 section 4.1.4).
/// </para>
/// <para>Thread-safe: yes (immutable).</para>
/// </remarks>
public sealed class DnsName : IEquatable<DnsName>
{
    private const int PointerBits = 0xC0;
    private const int MaxJumps = MdnsLimits.MaxNameBytes / 2;

    private readonly byte[] _wire; // uncompressed, with the zero byte
    private readonly int _hash;

    private DnsName(byte[] wire)
    {
        _wire = wire;
        var hash = new HashCode();
        foreach (byte b in wire)
            hash.Add(ToLower(b));
        _hash = hash.ToHashCode();
    }

    /// <summary>The name without labels.</summary>
    public static DnsName Root { get; } = new([0]);

    /// <summary>Whether this is the name without labels.</summary>
    public bool IsRoot => _wire.Length == 1;

    /// <summary>The first label as text, empty for the root; bytes that are not UTF-8 show as U+FFFD.</summary>
    public string FirstLabel => Encoding.UTF8.GetString(_wire, IsRoot ? 0 : 1, _wire[0]);

    /// <summary>The name without its first label; the root is its own parent.</summary>
    public DnsName Parent => IsRoot ? this : new DnsName(_wire[(1 + _wire[0])..]);

    /// <summary>The uncompressed form: length bytes, labels, and the zero byte at the end.</summary>
    public ReadOnlySpan<byte> Wire => _wire;

    /// <summary>Makes a name from text in which dots separate labels, such as <c>_o2proc._tcp.local</c>.</summary>
    /// <param name="text">
    /// Labels of 1 to 63 bytes of UTF-8, separated by dots; a dot at the end is allowed. There is no escape: use <see cref="Prepend"/> for a label
    /// that contains a dot.
    /// </param>
    /// <returns>The name.</returns>
    /// <exception cref="ArgumentException">A label is empty or too long, or the name is.</exception>
    public static DnsName Parse(string text)
    {
        DnsName name = Root;
        string[] labels = text.TrimEnd('.').Split('.');
        for (int i = labels.Length - 1; i >= 0; i--)
            name = name.Prepend(labels[i]);
        return name;
    }

    /// <summary>Puts a label in front.</summary>
    /// <param name="label">1 to 63 bytes of UTF-8; any character is allowed, dots and spaces too.</param>
    /// <returns>The longer name.</returns>
    /// <exception cref="ArgumentException">The label is empty or longer than 63 bytes, or the name becomes longer than 255 bytes.</exception>
    public DnsName Prepend(string label)
    {
        int length = Encoding.UTF8.GetByteCount(label);
        if (length is 0 or > MdnsLimits.MaxLabelBytes)
            throw new ArgumentException($"A DNS label has 1 to {MdnsLimits.MaxLabelBytes} bytes, '{label}' has {length}.", nameof(label));
        if (1 + length + _wire.Length > MdnsLimits.MaxNameBytes)
            throw new ArgumentException($"A DNS name has at most {MdnsLimits.MaxNameBytes} bytes, '{label}.{this}' is longer.", nameof(label));
        var wire = new byte[1 + length + _wire.Length];
        wire[0] = (byte)length;
        Encoding.UTF8.GetBytes(label, wire.AsSpan(1));
        _wire.CopyTo(wire, 1 + length);
        return new DnsName(wire);
    }

    /// <summary>Reads a name, following its pointers.</summary>
    /// <param name="message">The whole message, since pointers count from its start.</param>
    /// <param name="offset">Where the name starts; moved behind it, or to the offending byte on failure.</param>
    /// <param name="name">The name.</param>
    /// <returns>What is wrong, or <see cref="DnsParseErrorKind.None"/>.</returns>
    /// <remarks>
    /// Each pointer must lead to a place before the piece of the name that it ends, so there are no loops; and there may be no more pointers than a name can have labels,
    /// so that a chain of pointers, to which many names lead, costs no more than these names.
    /// </remarks>
    public static DnsParseErrorKind TryRead(ReadOnlySpan<byte> message, ref int offset, out DnsName name)
    {
        name = Root;
        Span<byte> wire = stackalloc byte[MdnsLimits.MaxNameBytes];
        int length = 0, at = offset, pieceStart = offset;
        int jumps = 0;
        while (true)
        {
            if (jumps == 0)
                offset = at;
            if ((uint)at >= (uint)message.Length)
                return DnsParseErrorKind.Truncated;
            byte lead = message[at];
            if ((lead & PointerBits) == PointerBits)
            {
                if (at + 2 > message.Length)
                    return DnsParseErrorKind.Truncated;
                int target = (lead & ~PointerBits) << 8 | message[at + 1];
                if (target >= pieceStart || jumps == MaxJumps)
                    return DnsParseErrorKind.BadPointer;
                if (jumps++ == 0)
                    offset = at + 2;
                at = pieceStart = target;
                continue;
            }
            if (lead > MdnsLimits.MaxLabelBytes)
                return DnsParseErrorKind.BadName;
            if (lead + 1 > message.Length - at)
                return DnsParseErrorKind.Truncated;
            if (length + lead + 1 > wire.Length)
                return DnsParseErrorKind.BadName;
            message.Slice(at, lead + 1).CopyTo(wire[length..]);
            length += lead + 1;
            at += lead + 1;
            if (lead != 0)
                continue;
            if (jumps == 0)
                offset = at;
            name = new DnsName(wire[..length].ToArray());
            return DnsParseErrorKind.None;
        }
    }

    /// <inheritdoc/>
    public bool Equals(DnsName? other)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (other is null || _hash != other._hash || _wire.Length != other._wire.Length)
            return false;
        for (int i = 0; i < _wire.Length; i++)
        {
            if (ToLower(_wire[i]) != ToLower(other._wire[i]))
                return false;
        }
        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DnsName);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <summary>Shows the labels with dots between them; a dot or backslash inside of a label gets a backslash in front.</summary>
    /// <returns>Text like <c>orchestra #1._o2proc._tcp.local</c>; a single dot for the root.</returns>
    public override string ToString()
    {
        if (IsRoot)
            return ".";
        var text = new StringBuilder();
        for (DnsName name = this; !name.IsRoot; name = name.Parent)
        {
            if (text.Length > 0)
                text.Append('.');
            text.Append(name.FirstLabel.Replace("\\", "\\\\").Replace(".", "\\."));
        }
        return text.ToString();
    }

    // Length bytes are below 'A', so that folding every byte leaves them alone.
    private static byte ToLower(byte b) => b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b + 32) : b;
}
