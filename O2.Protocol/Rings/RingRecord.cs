using System.Runtime.InteropServices;

namespace O2.Protocol;

/// <summary>How a message lies in the memory of a ring or a store: header, type string, arguments; its address is an object beside that memory.</summary>
/// <remarks>
/// <code>
/// byte  0  int32   length of the record in bytes, or minus the bytes to skip
/// byte  4  int32   number of type codes
/// byte  8  int32   length of the arguments in bytes
/// byte 12  uint32  flags
/// byte 16  double  time
/// byte 24  types, 16 bits each, filled up to a multiple of 8 bytes; then the arguments as little-endian image
/// </code>
/// Both sides are in one program, so the address need not be parsed again, and the types are text already: a view of a record costs no look-up.
/// The header is in the machine's byte order.
/// </remarks>
internal static class RingRecord
{
    public const int HeaderBytes = 24;

    /// <summary>Memory for records: stays where it is, and every page is touched, so that the first to use it meets no page fault.</summary>
    public static byte[] Allocate(int bytes)
    {
        byte[] memory = GC.AllocateUninitializedArray<byte>(bytes, pinned: true);
        memory.AsSpan().Clear();
        return memory;
    }

    /// <summary>Length of a record in bytes.</summary>
    public static long LengthOf(int typeCount, int dataLength) => HeaderBytes + TypesBytes(typeCount) + (long)dataLength;

    /// <summary>Writes a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="record">Where: a place of the record's length, or more.</param>
    public static void Write(in O2MessageView message, Span<byte> record)
    {
        WriteHeader(record, message.Types.Length, message.Raw.Length, message.Time, message.Flags);
        Parts(record, out Span<char> types, out Span<byte> data);
        message.Types.CopyTo(types);
        message.Raw.CopyTo(data);
    }

    /// <summary>Writes the header; its length is that of the place.</summary>
    public static void WriteHeader(Span<byte> record, int typeCount, int dataLength, GlobalTime time, MessageFlags flags)
    {
        MemoryMarshal.Write(record, record.Length);
        MemoryMarshal.Write(record[4..], typeCount);
        MemoryMarshal.Write(record[8..], dataLength);
        MemoryMarshal.Write(record[12..], flags.Bits);
        MemoryMarshal.Write(record[16..], time.Seconds);
    }

    /// <summary>Finds the types and the arguments of a record whose header is written.</summary>
    public static void Parts(Span<byte> record, out Span<char> types, out Span<byte> data)
    {
        int typeCount = MemoryMarshal.Read<int>(record[4..]), dataLength = MemoryMarshal.Read<int>(record[8..]);
        types = MemoryMarshal.Cast<byte, char>(record.Slice(HeaderBytes, typeCount * sizeof(char)));
        data = record.Slice(HeaderBytes + TypesBytes(typeCount), dataLength);
    }

    /// <summary>Says at a place where no record fits how many bytes to skip.</summary>
    public static void WriteSkip(Span<byte> place, int bytes) => MemoryMarshal.Write(place, -bytes);

    /// <summary>The length of the record at a place; negative when so many bytes are to be skipped.</summary>
    public static int ReadLength(ReadOnlySpan<byte> place) => MemoryMarshal.Read<int>(place);

    /// <summary>The timestamp of a record.</summary>
    public static GlobalTime ReadTime(ReadOnlySpan<byte> record) => new(MemoryMarshal.Read<double>(record[16..]));

    /// <summary>Views a record in place.</summary>
    public static O2MessageView View(Span<byte> record, O2Address address, double lateness = 0)
    {
        Parts(record, out Span<char> types, out Span<byte> data);
        return new(address, types, ReadTime(record), new MessageFlags(MemoryMarshal.Read<uint>(record[12..])), data, lateness);
    }

    private static int TypesBytes(int typeCount) => (typeCount * sizeof(char) + 7) & ~7;
}
