using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace O2.Protocol;

/// <summary>Reads messages from their form on the wire.</summary>
/// <remarks>
/// Everything is checked here, once: a message that comes out has all its arguments inside its bytes, and a bundle only
/// sound elements. Type codes that O2 does not have are let through; what stands behind them is only available raw.
/// Never throws on any bytes. Source: <c>docs/wire.md</c>, "Malformed input".
/// </remarks>
public static class MessageDecoder
{
    /// <summary>Reads a message that lasts as long as the bytes do, for a handler that is called at once.</summary>
    /// <param name="body">A datagram, or a TCP frame without length prefix; converted in place, and on failure left in an undefined state.</param>
    /// <param name="cache">Addresses and type strings of the connection.</param>
    /// <param name="message">The message, in the bytes of <paramref name="body"/>; <see cref="O2MessageView.ToMessage"/> keeps it.</param>
    /// <param name="error">Why there is none, and whether that must close the connection.</param>
    /// <returns>True when the message is sound.</returns>
    /// <remarks>Allocates: only an address or type string that the cache does not know.</remarks>
    public static bool TryDecode(Span<byte> body, AddressCache cache, out O2MessageView message, out O2ParseError error)
    {
        bool isSound = TryDecode(body, cache, out O2Address? address, out string types, out int data, out error);
        message = isSound ? new(address!, types, HostImage.Time(body), HostImage.Flags(body), body[data..]) : default;
        return isSound;
    }

    /// <summary>Reads a message.</summary>
    /// <param name="body">A datagram, or a TCP frame without length prefix.</param>
    /// <param name="cache">Addresses and type strings of the connection.</param>
    /// <param name="mayMutate">
    /// True when the bytes are the callee's from now on: they are converted in place and the message keeps a slice of them.
    /// False to leave them alone and copy them.
    /// </param>
    /// <param name="message">The message.</param>
    /// <param name="error">Why there is none, and whether that must close the connection.</param>
    /// <returns>True when the message is sound.</returns>
    /// <remarks>
    /// Allocates: the message object and, when <paramref name="mayMutate"/> is false, a copy of the bytes; an address or type
    /// string only when the cache does not know it. On failure bytes that may be changed are left in an undefined state.
    /// </remarks>
    public static bool TryDecode(
        ReadOnlyMemory<byte> body, AddressCache cache, bool mayMutate, [NotNullWhen(true)] out O2Message? message, out O2ParseError error)
    {
        Memory<byte> image = mayMutate ? MemoryMarshal.AsMemory(body) : body.ToArray();
        bool isSound = TryDecode(image.Span, cache, out O2Address? address, out string types, out int data, out error);
        message = isSound ? new(address!, types, HostImage.Time(image.Span), HostImage.Flags(image.Span), image[data..]) : null;
        return isSound;
    }

    private static bool TryDecode(Span<byte> body, AddressCache cache, out O2Address? address, out string types, out int data, out O2ParseError error)
    {
        address = null;
        types = "";
        data = 0;
        error = default;
        if (body.Length < ProtocolLimits.MinBodyBytes)
        {
            error = new(O2ParseErrorKind.Length, body.Length);
            return false;
        }

        if (!MessageLayout.TryReadAddress(body, out int addressLength, out int afterAddress))
        {
            error = new(O2ParseErrorKind.AddressUnterminated, ProtocolLimits.HeaderBytes);
            return false;
        }

        ReadOnlySpan<byte> addressBytes = body.Slice(ProtocolLimits.HeaderBytes, addressLength);
        ReadOnlySpan<byte> codes = default;
        data = afterAddress;
        bool isBundle = addressBytes is [(byte)'#', ..];
        if (!isBundle && !MessageLayout.TryReadTypes(body, afterAddress, out codes, out data))
        {
            error = new(O2ParseErrorKind.TypesUnterminated, afterAddress);
            return false;
        }

        if (!cache.TryGet(addressBytes, out address))
        {
            error = new(O2ParseErrorKind.Address, ProtocolLimits.HeaderBytes);
            return false;
        }

        types = cache.GetTypes(codes);
        if (isBundle)
            ByteOrderWalk.Apply(body, sending: false);
        else
            ByteOrderWalk.Apply(body, codes, data, sending: false);

        error = isBundle ? HostImage.CheckElements(body[data..], depth: 1) : HostImage.CheckArguments(types, body[data..]);
        if (error.Kind == O2ParseErrorKind.None)
            return true;

        error = error with { Offset = data + error.Offset };
        return false;
    }
}
