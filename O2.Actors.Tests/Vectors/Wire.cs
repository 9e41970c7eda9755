using O2.Protocol;

namespace O2.Actors.Tests.Vectors;

/// <summary>Encodes and decodes for tests, with poison around: bytes that nobody may read or write.</summary>
public static class Wire
{
    public const byte Poison = 0xA5;
    private const int Margin = 64;

    /// <summary>The TCP frame of a message, written into poisoned memory; fails when anything beyond it changes.</summary>
    public static byte[] EncodeTcp(O2Message message) =>
        InPoison(MessageEncoder.GetTcpSize(message), span => MessageEncoder.WriteTcp(message, span));

    /// <summary>The datagram of a message, written into poisoned memory; fails when anything beyond it changes.</summary>
    public static byte[] EncodeUdp(O2Message message) =>
        InPoison(MessageEncoder.GetUdpSize(message), span => MessageEncoder.WriteUdp(message, span));

    /// <summary>Decodes a body in the midst of poisoned memory, which must stay as it is.</summary>
    public static O2Message Decode(ReadOnlySpan<byte> body)
    {
        Assert.True(TryDecode(body, out O2Message? message, out O2ParseError error), error.ToString());
        return message!;
    }

    /// <summary>Decodes a body in the midst of poisoned memory, which must stay as it is, to a message and to a view, which must be alike.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> body, out O2Message? message, out O2ParseError error, AddressCache? cache = null)
    {
        cache ??= new();
        byte[] memory = Poisoned(body);
        bool decoded = MessageDecoder.TryDecode(memory.AsMemory(Margin, body.Length), cache, mayMutate: true, out message, out error);
        CheckPoison(memory, body.Length);

        byte[] again = Poisoned(body);
        bool viewed = MessageDecoder.TryDecode(again.AsSpan(Margin, body.Length), cache, out O2MessageView view, out O2ParseError viewError);
        CheckPoison(again, body.Length);
        Assert.Equal((decoded, error), (viewed, viewError));
        if (message is not null)
        {
            Assert.Same(message.Address, view.Address);
            Assert.Equal((message.Types, message.Time, message.Flags), (view.Types.ToString(), view.Time, view.Flags));
            Assert.Equal(message.Data.Span, view.Raw);
        }

        return decoded;
    }

    /// <summary>Gives a poisoned span of a size to <paramref name="write"/>; fails when it writes elsewhere. Returns what was written.</summary>
    public static byte[] InPoison(int size, WriteSpan write)
    {
        byte[] memory = Poisoned(size);
        write(memory.AsSpan(Margin, size));
        CheckPoison(memory, size);
        return memory.AsSpan(Margin, size).ToArray();
    }

    private static byte[] Poisoned(ReadOnlySpan<byte> body)
    {
        byte[] memory = Poisoned(body.Length);
        body.CopyTo(memory.AsSpan(Margin));
        return memory;
    }

    private static byte[] Poisoned(int size)
    {
        byte[] memory = new byte[size + (2 * Margin)];
        memory.AsSpan().Fill(Poison);
        return memory;
    }

    private static void CheckPoison(ReadOnlySpan<byte> memory, int size)
    {
        bool intact = !memory[..Margin].ContainsAnyExcept(Poison) && !memory[(Margin + size)..].ContainsAnyExcept(Poison);
        Assert.True(intact, "Bytes outside the message were changed.");
    }
}

/// <summary>Writes into a span.</summary>
public delegate void WriteSpan(Span<byte> destination);
