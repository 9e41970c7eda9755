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
        message = null;
        error = default;
        ReadOnlySpan<byte> wire = body.Span;
        if (wire.Length < ProtocolLimits.MinBodyBytes)
        {
            error = new(O2ParseErrorKind.Length, wire.Length);
            return false;
        }

        if (!MessageLayout.TryReadAddress(wire, out int addressLength, out int afterAddress))
        {
            error = new(O2ParseErrorKind.AddressUnterminated, ProtocolLimits.HeaderBytes);
            return false;
        }

        ReadOnlySpan<byte> addressBytes = wire.Slice(ProtocolLimits.HeaderBytes, addressLength);
        ReadOnlySpan<byte> codes = default;
        int data = afterAddress;
        bool isBundle = addressBytes is [(byte)'#', ..];
        if (!isBundle && !MessageLayout.TryReadTypes(wire, afterAddress, out codes, out data))
        {
            error = new(O2ParseErrorKind.TypesUnterminated, afterAddress);
            return false;
        }

        if (!cache.TryGet(addressBytes, out O2Address? address))
        {
            error = new(O2ParseErrorKind.Address, ProtocolLimits.HeaderBytes);
            return false;
        }

        string types = cache.GetTypes(codes);
        Memory<byte> image = mayMutate ? MemoryMarshal.AsMemory(body) : body.ToArray();
        ByteOrderWalk.Apply(image.Span, sending: false);
        ReadOnlySpan<byte> arguments = image.Span[data..];
        error = isBundle ? HostImage.CheckElements(arguments, depth: 1) : HostImage.CheckArguments(types, arguments);
        if (error.Kind != O2ParseErrorKind.None)
        {
            error = error with { Offset = data + error.Offset };
            return false;
        }

        message = new(address, types, HostImage.Time(image.Span), HostImage.Flags(image.Span), image[data..]);
        return true;
    }
}
