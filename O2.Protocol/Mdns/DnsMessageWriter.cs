using System.Buffers.Binary;

namespace O2.Protocol.Mdns;

/// <summary>Writes one DNS message into a datagram of limited size, with compressed names.</summary>
/// <remarks>
/// Call <see cref="TryAdd(in DnsQuestion)"/> for the questions, then the other methods in the order answers, authorities, additionals; what does not
/// fit any more is refused and leaves the message as it was. <see cref="Finish"/> ends the message, and the writer may be used for the next.
/// Thread-safe: no.
/// </remarks>
public sealed class DnsMessageWriter
{
    private const int MaxPointerTarget = 0x3FFF;
    private const int AnswerCount = 6;
    private const int AuthorityCount = 8;
    private const int AdditionalCount = 10;
    private const int QuestionCount = 4;

    private readonly byte[] _buffer;
    private readonly List<int> _labels = []; // offsets at which a label or name starts that later names may point to
    private int _length = DnsMessage.HeaderBytes;

    /// <summary>Makes a writer.</summary>
    /// <param name="maxBytes">The largest message in bytes, 512 to <see cref="MdnsLimits.MaxDatagramBytes"/>.</param>
    public DnsMessageWriter(int maxBytes = MdnsLimits.MaxWriteBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBytes, 512);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxBytes, MdnsLimits.MaxDatagramBytes);
        _buffer = new byte[maxBytes];
    }

    /// <summary>Whether nothing was added since the last <see cref="Finish"/>.</summary>
    public bool IsEmpty => _length == DnsMessage.HeaderBytes;

    /// <summary>Adds a question.</summary>
    /// <param name="question">What is asked.</param>
    /// <returns>False when it does not fit.</returns>
    public bool TryAdd(in DnsQuestion question)
    {
        int start = _length;
        return TryWriteName(question.Name)
            && TryWrite16((ushort)question.Type)
            && TryWrite16((ushort)(question.WantsUnicast ? 0x8001 : 1))
            ? Count(QuestionCount)
            : Undo(start);
    }

    /// <summary>Adds a record to the answers.</summary>
    /// <param name="record">The record.</param>
    /// <returns>False when it does not fit.</returns>
    public bool TryAddAnswer(DnsRecord record) => TryAdd(record, AnswerCount);

    /// <summary>Adds a record to the authorities.</summary>
    /// <param name="record">The record.</param>
    /// <returns>False when it does not fit.</returns>
    public bool TryAddAuthority(DnsRecord record) => TryAdd(record, AuthorityCount);

    /// <summary>Adds a record to the additionals.</summary>
    /// <param name="record">The record.</param>
    /// <returns>False when it does not fit.</returns>
    public bool TryAddAdditional(DnsRecord record) => TryAdd(record, AdditionalCount);

    /// <summary>Ends the message as a query.</summary>
    /// <param name="moreKnownAnswersFollow">Whether the next datagram goes on with known answers.</param>
    /// <returns>The datagram.</returns>
    public byte[] FinishQuery(bool moreKnownAnswersFollow = false) => Finish(moreKnownAnswersFollow ? DnsMessage.TruncatedFlag : (ushort)0);

    /// <summary>Ends the message as a response.</summary>
    /// <returns>The datagram.</returns>
    public byte[] FinishResponse() => Finish(DnsMessage.ResponseFlag | DnsMessage.AuthoritativeFlag);

    /// <summary>Ends the message and empties the writer.</summary>
    /// <param name="flags">The flags of the header.</param>
    /// <returns>The datagram.</returns>
    public byte[] Finish(ushort flags)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_buffer.AsSpan(2), flags);
        byte[] datagram = _buffer[.._length];
        Array.Clear(_buffer, 0, DnsMessage.HeaderBytes);
        _labels.Clear();
        _length = DnsMessage.HeaderBytes;
        return datagram;
    }

    private bool TryAdd(DnsRecord record, int countOffset)
    {
        int start = _length;
        ushort recordClass = record is OpaqueRecord opaque ? opaque.RawClass : (ushort)(record.CacheFlush ? 0x8001 : 1);
        if (!TryWriteName(record.Name) || !TryWrite16((ushort)record.Type) || !TryWrite16(recordClass)
            || !TryWrite16((ushort)(record.Ttl >> 16)) || !TryWrite16((ushort)record.Ttl) || !TryWrite16(0))
        {
            return Undo(start);
        }
        int dataStart = _length;
        if (!TryWriteData(record))
            return Undo(start);
        BinaryPrimitives.WriteUInt16BigEndian(_buffer.AsSpan(dataStart - 2), (ushort)(_length - dataStart));
        return Count(countOffset);
    }

    private bool TryWriteData(DnsRecord record) => record switch
    {
        PtrRecord ptr => TryWriteName(ptr.Target),
        SrvRecord srv => TryWrite16(srv.Priority) && TryWrite16(srv.Weight) && TryWrite16(srv.Port) && TryWriteName(srv.Target),
        TxtRecord txt => TryWriteBytes(txt.Data.Span),
        OpaqueRecord opaque => TryWriteBytes(opaque.Data.Span),
        _ => TryWriteBytes(record.GetData()),
    };

    // Writes labels until the rest of the name stands in the message already, then points there.
    private bool TryWriteName(DnsName name)
    {
        for (ReadOnlySpan<byte> rest = name.Wire; rest[0] != 0; rest = rest[(1 + rest[0])..])
        {
            if (Find(rest) is { } target)
                return TryWrite16((ushort)(0xC000 | target));
            if (_length <= MaxPointerTarget)
                _labels.Add(_length);
            if (!TryWriteBytes(rest[..(1 + rest[0])]))
                return false;
        }
        return TryWriteBytes([0]);
    }

    private int? Find(ReadOnlySpan<byte> name)
    {
        foreach (int offset in _labels)
        {
            if (offset < _length && StandsAt(offset, name))
                return offset;
        }
        return null;
    }

    private bool StandsAt(int offset, ReadOnlySpan<byte> name)
    {
        while (true)
        {
            if (offset >= _length)
                return false;
            int lead = _buffer[offset];
            if (lead >= 0xC0)
            {
                offset = (lead & 0x3F) << 8 | _buffer[offset + 1];
                continue;
            }
            if (offset + 1 + lead > _length || !_buffer.AsSpan(offset, 1 + lead).SequenceEqual(name[..(1 + name[0])]))
                return false;
            if (lead == 0)
                return true;
            offset += 1 + lead;
            name = name[(1 + lead)..];
        }
    }

    private bool TryWrite16(ushort value)
    {
        if (_buffer.Length - _length < 2)
            return false;
        BinaryPrimitives.WriteUInt16BigEndian(_buffer.AsSpan(_length), value);
        _length += 2;
        return true;
    }

    private bool TryWriteBytes(ReadOnlySpan<byte> bytes)
    {
        if (_buffer.Length - _length < bytes.Length)
            return false;
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
        return true;
    }

    private bool Count(int countOffset)
    {
        Span<byte> count = _buffer.AsSpan(countOffset);
        BinaryPrimitives.WriteUInt16BigEndian(count, (ushort)(BinaryPrimitives.ReadUInt16BigEndian(count) + 1));
        return true;
    }

    private bool Undo(int length)
    {
        _labels.RemoveAll(offset => offset >= length);
        _length = length;
        return false;
    }
}
