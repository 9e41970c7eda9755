namespace O2.Protocol.Mdns;

/// <summary>A query or response as it came from the network.</summary>
/// <remarks>
/// <code>
/// id (2) | flags (2) | number of questions (2) | of answers (2) | of authorities (2) | of additionals (2) | the questions | the records
/// </code>
/// Flags: 0x8000 response, 0x7800 operation, 0x0400 authoritative, 0x0200 truncated, 0x000F error. Thread-safe: yes (immutable).
/// </remarks>
public sealed class DnsMessage
{
    private const ushort OperationAndErrorBits = 0x780F;

    /// <summary>Bytes before the first question.</summary>
    internal const int HeaderBytes = 12;

    /// <summary>The flag of a response.</summary>
    internal const ushort ResponseFlag = 0x8000;

    /// <summary>The flag of a responder that speaks of its own records; all multicast responses have it.</summary>
    internal const ushort AuthoritativeFlag = 0x0400;

    /// <summary>The flag of a query whose known answers go on in the next datagram.</summary>
    internal const ushort TruncatedFlag = 0x0200;

    /// <summary>The number that relates responses to queries; 0 in multicast DNS.</summary>
    public required ushort Id { get; init; }

    /// <summary>The flags as they stand on the wire.</summary>
    public required ushort Flags { get; init; }

    /// <summary>What is asked.</summary>
    public required IReadOnlyList<DnsQuestion> Questions { get; init; }

    /// <summary>In a response its content, in a query the answers that the asker knows.</summary>
    public required IReadOnlyList<DnsRecord> Answers { get; init; }

    /// <summary>In a probe the records that the asker is about to claim.</summary>
    public required IReadOnlyList<DnsRecord> Authorities { get; init; }

    /// <summary>In a response the records that the asker will want next.</summary>
    public required IReadOnlyList<DnsRecord> Additionals { get; init; }

    /// <summary>Whether this is a response, not a query.</summary>
    public bool IsResponse => (Flags & ResponseFlag) != 0;

    /// <summary>Whether more known answers follow in other datagrams.</summary>
    public bool IsTruncated => (Flags & TruncatedFlag) != 0;

    /// <summary>Whether this is a plain query or response without error; anything else is ignored (RFC 6762 sections 18.3 and 18.11).</summary>
    public bool IsPlain => (Flags & OperationAndErrorBits) == 0;
}
