using System.Buffers.Binary;

namespace O2.Protocol.Osc;

/// <summary>Writes one O2 message that is no bundle as OSC packet.</summary>
internal static class OscMessageWriter
{
    /// <summary>Measures the packet.</summary>
    public static bool TryMeasure(in O2MessageView message, out int size, out OscError error)
    {
        bool isKnown = TryMeasure(message, out int typeCount, out int dataLength, out error);
        size = PaddedLength(AddressOf(message.Address).Length) + PaddedLength(1 + typeCount) + dataLength;
        return isKnown;
    }

    /// <summary>Writes the packet into a span of exactly its size.</summary>
    public static void Write(in O2MessageView message, OscTimeBase times, bool convertsTime, Span<byte> packet)
    {
        TryMeasure(message, out int typeCount, out _, out _);
        packet = WriteText(AddressOf(message.Address), packet);
        Span<byte> types = packet[..PaddedLength(1 + typeCount)];
        types[(1 + typeCount)..].Clear();
        types[0] = (byte)',';
        var cursor = new Cursor(types[1..], packet[types.Length..]) { Times = times, ConvertsTime = convertsTime };
        cursor.Write(message);
    }

    /// <summary>What is behind the service; <c>/</c> when that is nothing.</summary>
    private static ReadOnlySpan<byte> AddressOf(O2Address o2Address)
    {
        ReadOnlySpan<byte> address = o2Address.Utf8;
        int slash = address[1..].IndexOf((byte)'/');
        return slash < 0 ? "/"u8 : address[(1 + slash)..];
    }

    private static bool TryMeasure(in O2MessageView message, out int typeCount, out int dataLength, out OscError error)
    {
        ReadOnlySpan<char> types = message.Types;
        typeCount = dataLength = 0;
        int type = 0;
        int offset = 0;
        ArgumentLayout.Found found;
        while ((found = ArgumentLayout.Measure(types, type, message.Raw, offset, out int size)) == ArgumentLayout.Found.Argument)
        {
            switch (types[type])
            {
                case 'v':
                    typeCount += 2 + ((size - 4) / ArgumentLayout.ElementSize(types[type + 1]));
                    dataLength += size - 4;
                    break;
                case 'B':
                    typeCount++;
                    break;
                default:
                    typeCount++;
                    dataLength += size;
                    break;
            }

            type += ArgumentLayout.CodeCount(types, type);
            offset += size;
        }

        error = found switch
        {
            ArgumentLayout.Found.End => default,
            ArgumentLayout.Found.UnknownType => new(OscErrorKind.UnknownType, offset) { Type = types[type] },
            _ => new(OscErrorKind.Arguments, offset),
        };
        return found == ArgumentLayout.Found.End;
    }

    private static int PaddedLength(int length) => (length & ~3) + 4;

    private static Span<byte> WriteText(scoped ReadOnlySpan<byte> text, Span<byte> destination)
    {
        text.CopyTo(destination);
        int end = PaddedLength(text.Length);
        destination[text.Length..end].Clear();
        return destination[end..];
    }

    /// <summary>Where the next type code and the next argument go.</summary>
    private ref struct Cursor(Span<byte> types, Span<byte> data)
    {
        private Span<byte> _types = types;
        private Span<byte> _data = data;

        public required OscTimeBase Times { get; init; }

        public required bool ConvertsTime { get; init; }

        public void Write(in O2MessageView message)
        {
            ReadOnlySpan<char> codes = message.Types;
            int type = 0;
            int offset = 0;
            while (ArgumentLayout.Measure(codes, type, message.Raw, offset, out int size) == ArgumentLayout.Found.Argument)
            {
                ReadOnlySpan<byte> item = message.Raw.Slice(offset, size);
                if (codes[type] == 'v')
                    WriteVector(codes[type + 1], item[4..]);
                else
                    WriteItem(codes[type], item);

                type += ArgumentLayout.CodeCount(codes, type);
                offset += size;
            }
        }

        private void WriteItem(char type, ReadOnlySpan<byte> item)
        {
            switch (type)
            {
                case 'B':
                    WriteType(BinaryPrimitives.ReadInt32LittleEndian(item) != 0 ? 'T' : 'F');
                    return;
                case 't' when ConvertsTime:
                    WriteType(type);
                    BinaryPrimitives.WriteUInt64BigEndian(_data, Times.ToTag(new(BinaryPrimitives.ReadDoubleLittleEndian(item))));
                    break;
                default:
                    WriteType(type);
                    item.CopyTo(_data);
                    _data[..NumberLength(type)].Reverse();
                    break;
            }

            _data = _data[item.Length..];
        }

        private void WriteVector(char element, ReadOnlySpan<byte> elements)
        {
            int size = ArgumentLayout.ElementSize(element);
            WriteType('[');
            for (; !elements.IsEmpty; elements = elements[size..])
                WriteItem(element, elements[..size]);

            WriteType(']');
        }

        private void WriteType(char type)
        {
            _types[0] = (byte)type;
            _types = _types[1..];
        }

        /// <summary>Bytes of the number that an argument is or, as a blob does, begins with.</summary>
        private static int NumberLength(char type) => type switch
        {
            's' or 'S' => 0,
            'b' => 4,
            _ => ArgumentLayout.FixedSize(type),
        };
    }
}
