using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace O2.Protocol.Mdns;

/// <summary>Reads DNS messages that anybody on the network may have made.</summary>
/// <remarks>
/// Every length is compared with what is left of the datagram, names are read by <see cref="DnsName.TryRead"/>, and the number of entries is limited,
/// so that time and memory are bounded by the datagram's size. Bytes behind the last record are ignored. Thread-safe: yes. Allocates: the message.
/// </remarks>
public static class DnsMessageReader
{
    private const ushort InternetClass = 1;
    private const ushort ClassBits = 0x7FFF;

    /// <summary>Reads one datagram.</summary>
    /// <param name="datagram">The whole datagram.</param>
    /// <param name="message">The message, when the datagram is one.</param>
    /// <param name="error">What is wrong with it otherwise.</param>
    /// <returns>Whether the datagram is a DNS message.</returns>
    public static bool TryRead(ReadOnlySpan<byte> datagram, [NotNullWhen(true)] out DnsMessage? message, out DnsParseError error)
    {
        message = null;
        if (datagram.Length > MdnsLimits.MaxDatagramBytes)
        {
            error = new DnsParseError(DnsParseErrorKind.TooLarge, MdnsLimits.MaxDatagramBytes);
            return false;
        }
        var cursor = new Cursor(datagram);
        message = cursor.ReadMessage();
        error = new DnsParseError(cursor.Error, message is null ? cursor.Offset : 0);
        return message is not null;
    }

    private ref struct Cursor(ReadOnlySpan<byte> datagram)
    {
        private readonly ReadOnlySpan<byte> _datagram = datagram;

        public int Offset;
        public DnsParseErrorKind Error;

        public DnsMessage? ReadMessage()
        {
            if (_datagram.Length < DnsMessage.HeaderBytes)
            {
                Error = DnsParseErrorKind.Truncated;
                return null;
            }
            ushort id = Next16(), flags = Next16();
            int questions = Next16(), answers = Next16(), authorities = Next16(), additionals = Next16();
            if (questions + answers + authorities + additionals > MdnsLimits.MaxEntriesPerMessage)
            {
                Error = DnsParseErrorKind.TooManyEntries;
                return null;
            }
            var message = new DnsMessage
            {
                Id = id,
                Flags = flags,
                Questions = ReadQuestions(questions),
                Answers = ReadRecords(answers),
                Authorities = ReadRecords(authorities),
                Additionals = ReadRecords(additionals),
            };
            return Error == DnsParseErrorKind.None ? message : null;
        }

        private DnsQuestion[] ReadQuestions(int count)
        {
            var questions = new List<DnsQuestion>();
            while (questions.Count < count && ReadName(out DnsName name) && Require(4))
            {
                var type = (DnsRecordType)Next16();
                questions.Add(new DnsQuestion(name, type, (Next16() & ~ClassBits) != 0));
            }
            return [.. questions];
        }

        private DnsRecord[] ReadRecords(int count)
        {
            var records = new List<DnsRecord>();
            while (records.Count < count && Error == DnsParseErrorKind.None && ReadRecord() is { } record)
                records.Add(record);
            return [.. records];
        }

        private DnsRecord? ReadRecord()
        {
            if (!ReadName(out DnsName name) || !Require(10))
                return null;
            ushort type = Next16(), recordClass = Next16();
            uint ttl = BinaryPrimitives.ReadUInt32BigEndian(_datagram[Offset..]);
            Offset += 4;
            int length = Next16();
            if (!Require(length))
                return null;
            int start = Offset, end = Offset + length;
            DnsRecord? record = ReadData(name, type, recordClass, ttl, length);
            if (record is not null && Offset == end)
                return record;
            if (Error == DnsParseErrorKind.None)
            {
                Error = DnsParseErrorKind.BadRecordData;
                Offset = start;
            }
            return null;
        }

        private DnsRecord? ReadData(DnsName name, ushort type, ushort recordClass, uint ttl, int length)
        {
            bool flush = (recordClass & ~ClassBits) != 0;
            ReadOnlySpan<byte> data = _datagram.Slice(Offset, length);
            switch ((recordClass & ClassBits) == InternetClass ? (DnsRecordType)type : 0)
            {
                case DnsRecordType.A:
                    if (length != ARecord.DataBytes)
                        return null;
                    Offset += length;
                    return new ARecord(name, ttl, new IPAddress(data), flush);
                case DnsRecordType.Ptr:
                    return ReadName(out DnsName instance) ? new PtrRecord(name, ttl, instance, flush) : null;
                case DnsRecordType.Srv:
                    if (length <= SrvRecord.FixedBytes)
                        return null;
                    ushort priority = Next16(), weight = Next16(), port = Next16();
                    return ReadName(out DnsName host) ? new SrvRecord(name, ttl, port, host, flush, priority, weight) : null;
                case DnsRecordType.Txt:
                    if (!TxtRecord.IsWellFormed(data))
                        return null;
                    Offset += length;
                    return new TxtRecord(name, ttl, data.ToArray(), flush);
                default:
                    Offset += length;
                    return new OpaqueRecord(name, ttl, type, recordClass, data.ToArray());
            }
        }

        private bool ReadName(out DnsName name)
        {
            name = DnsName.Root;
            if (Error == DnsParseErrorKind.None)
                Error = DnsName.TryRead(_datagram, ref Offset, out name);
            return Error == DnsParseErrorKind.None;
        }

        private bool Require(int bytes)
        {
            if (_datagram.Length - Offset < bytes)
                Error = DnsParseErrorKind.Truncated;
            return Error == DnsParseErrorKind.None;
        }

        private ushort Next16()
        {
            ushort value = BinaryPrimitives.ReadUInt16BigEndian(_datagram[Offset..]);
            Offset += 2;
            return value;
        }
    }
}
