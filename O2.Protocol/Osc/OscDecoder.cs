using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace O2.Protocol.Osc;

/// <summary>Makes O2 messages for one service out of OSC packets.</summary>
/// <remarks>
/// <para>The address of the service is put in front: <c>/x</c> for <c>synth</c> becomes <c>/synth/x</c>; <c>/</c> and the empty address become <c>/synth</c>.
/// Patterns stay patterns. Messages are reliable and without a time; a bundle becomes a bundle with the time of its tag.</para>
/// <para>Types stay as they are, but for <c>r</c>, which becomes <c>i</c>, and <c>t</c>, whose NTP time becomes the ensemble's if that is wanted.</para>
/// Thread-safe: no; one for each port or connection. Never throws on any bytes. See <c>docs/osc.md</c>.
/// </remarks>
public sealed class OscDecoder
{
    private readonly AddressCache _addresses = new();
    private readonly string _service;
    private readonly bool _convertsTime;
    private readonly int _prefixLength;
    private byte[] _address;   // "/service", then room for the address of a message

    /// <summary>Makes a decoder.</summary>
    /// <param name="service">The service that the messages are for.</param>
    /// <param name="convertsTime">Whether arguments of type <c>t</c> are converted from NTP to the ensemble's time; false leaves their 8 bytes alone (R5.6).</param>
    /// <exception cref="ArgumentException">The name is not allowed for a service.</exception>
    public OscDecoder(string service, bool convertsTime = true)
    {
        ServiceName.Validate(service);
        _service = service;
        _convertsTime = convertsTime;
        _address = O2Address.Get('/' + service).Utf8.ToArray();
        _prefixLength = _address.Length;
    }

    /// <summary>Translates a packet.</summary>
    /// <param name="packet">The packet; changed, as the message lies in its bytes.</param>
    /// <param name="times">How time tags stand to the ensemble's time now.</param>
    /// <param name="message">The message, as long as the bytes of the packet stay as they are; <see cref="O2MessageView.ToMessage"/> keeps it.</param>
    /// <param name="error">What is wrong with the packet; nothing when it is a bundle without elements, of which nothing is left.</param>
    /// <returns>True when there is a message. Nothing of a packet with an error is used.</returns>
    /// <remarks>Allocates: only for an address or type string that was not used lately, and for bundles.</remarks>
    public bool TryDecode(Span<byte> packet, OscTimeBase times, out O2MessageView message, out OscError error)
    {
        message = default;
        error = OscPacket.Check(packet);
        if (error.Kind != OscErrorKind.None)
            return false;

        if (OscPacket.IsBundle(packet))
        {
            O2Message? bundle = ReadBundle(packet, times);
            message = bundle is null ? default : bundle.AsView();
            return bundle is not null;
        }

        ReadMessage(packet, times, out O2Address address, out string types, out Span<byte> data);
        message = new(address, types, GlobalTime.Immediately, MessageFlags.Reliable, data);
        return true;
    }

    private O2Message? ReadBundle(Span<byte> packet, OscTimeBase times)
    {
        var elements = new List<O2Message>();
        for (Span<byte> rest = packet[OscPacket.BundleHeaderBytes..]; !rest.IsEmpty;)
        {
            int size = BinaryPrimitives.ReadInt32BigEndian(rest);
            if (ReadElement(rest.Slice(4, size), times) is { } element)
                elements.Add(element);

            rest = rest[(4 + size)..];
        }

        return elements.Count == 0
            ? null
            : O2Message.CreateBundle(_service, times.ToGlobal(OscPacket.TimeTag(packet)), reliable: true, CollectionsMarshal.AsSpan(elements));
    }

    private O2Message? ReadElement(Span<byte> packet, OscTimeBase times)
    {
        if (OscPacket.IsBundle(packet))
            return ReadBundle(packet, times);

        ReadMessage(packet, times, out O2Address address, out string types, out Span<byte> data);
        return new(address, types, GlobalTime.Immediately, MessageFlags.Reliable, data.ToArray());
    }

    private void ReadMessage(Span<byte> packet, OscTimeBase times, out O2Address address, out string types, out Span<byte> data)
    {
        OscPacket.Find(packet, out int addressLength, out Range typeCodes, out int dataStart);
        Span<byte> codes = packet[typeCodes];
        address = AddressOf(packet[..addressLength]);
        data = packet[dataStart..];
        data = data[..Convert(codes, data, times)];
        types = _addresses.GetTypes(codes);
    }

    private O2Address AddressOf(ReadOnlySpan<byte> oscAddress)
    {
        if (oscAddress.SequenceEqual("/"u8))
            oscAddress = default;

        int length = _prefixLength + oscAddress.Length;
        if (_address.Length < length)
            Array.Resize(ref _address, Math.Max(length, 2 * _address.Length));

        oscAddress.CopyTo(_address.AsSpan(_prefixLength));
        return _addresses.Get(_address.AsSpan(0, length));
    }

    /// <summary>Turns big-endian arguments into the little-endian image; every type has the same size in both.</summary>
    /// <returns>Bytes of all arguments.</returns>
    private int Convert(Span<byte> types, Span<byte> data, OscTimeBase times)
    {
        int offset = 0;
        foreach (ref byte type in types)
        {
            Span<byte> rest = data[offset..];
            int size = OscPacket.Measure(type, rest);
            switch ((char)type)
            {
                case 't' when _convertsTime:
                    BinaryPrimitives.WriteDoubleLittleEndian(rest, ToTime(BinaryPrimitives.ReadUInt64BigEndian(rest), times).Seconds);
                    break;
                case 'h' or 'd' or 't':
                    rest[..8].Reverse();
                    break;
                case 'i' or 'f' or 'c' or 'm' or 'b' or 'r':
                    rest[..4].Reverse();
                    break;
            }

            type = type == 'r' ? (byte)'i' : type;
            offset += size;
        }

        return offset;
    }

    /// <summary>Without a clock only "at once" can be told.</summary>
    private static GlobalTime ToTime(ulong tag, OscTimeBase times) =>
        times.IsKnown || tag <= OscTimeBase.Immediately ? times.ToGlobal(tag) : GlobalTime.Unknown;
}
