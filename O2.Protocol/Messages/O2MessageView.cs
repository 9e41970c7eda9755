namespace O2.Protocol;

/// <summary>A message as its handler sees it: address, types and arguments, read in place.</summary>
/// <remarks>
/// Valid during the handler's call only, since it may lie in a receive buffer or on the sender's stack;
/// <see cref="ToMessage"/> keeps it. Arguments are counted from 0; a vector (<c>vi</c>) is one argument, and each array
/// bracket is one. Accessors convert as O2 does (see <see cref="Coercion"/>): <see cref="Int32"/> reads an <c>f</c>, too.
/// They look for the argument from the front; to read a long message once, <see cref="Reader"/> is quicker.
/// Allocates: no, but for <see cref="Text"/> and <see cref="ToMessage"/>. Source: O2 2.0, "Message parsing".
/// </remarks>
public readonly ref partial struct O2MessageView
{
    private readonly O2Message? _source;

    /// <summary>Views arguments that lie in memory of the caller.</summary>
    /// <param name="address">The address.</param>
    /// <param name="types">Type string without comma; empty for a bundle.</param>
    /// <param name="time">When the message is due.</param>
    /// <param name="flags">The flags.</param>
    /// <param name="data">Argument bytes, or the elements of a bundle, as little-endian image. Arguments for which they do not suffice are absent.</param>
    /// <param name="lateness">By how many seconds the message is late, 0 or more.</param>
    public O2MessageView(O2Address address, ReadOnlySpan<char> types, GlobalTime time, MessageFlags flags, ReadOnlySpan<byte> data, double lateness = 0)
        : this(null, address, types, time, flags, data, lateness)
    {
    }

    internal O2MessageView(O2Message source, double lateness)
        : this(source, source.Address, source.Types, source.Time, source.Flags, source.Data.Span, lateness)
    {
    }

    private O2MessageView(O2Message? source, O2Address address, ReadOnlySpan<char> types, GlobalTime time, MessageFlags flags, ReadOnlySpan<byte> data, double lateness)
    {
        _source = source;
        Address = address;
        Types = types;
        Time = time;
        Flags = flags;
        Raw = data;
        Lateness = lateness;
    }

    /// <summary>The address as it was sent.</summary>
    public O2Address Address { get; }

    /// <summary>Type string without comma.</summary>
    public ReadOnlySpan<char> Types { get; }

    /// <summary>The message's timestamp; zero or negative when it was to be delivered at once.</summary>
    public GlobalTime Time { get; }

    /// <summary>Flag word.</summary>
    public MessageFlags Flags { get; }

    /// <summary>By how many seconds the message is delivered after its timestamp; 0 for messages without one.</summary>
    public double Lateness { get; }

    /// <summary>Argument bytes as little-endian image, unknown types and their data included; the elements in a bundle.</summary>
    public ReadOnlySpan<byte> Raw { get; }

    /// <summary>Length of the message on the wire in bytes, without the length prefix of TCP.</summary>
    public int WireLength => MessageLayout.BodyLength(Address, Types.Length, Raw.Length);

    /// <summary>
    /// Number of arguments. Those from the first unknown type code on are not counted: only <see cref="Raw"/> has them.
    /// </summary>
    public int Count
    {
        get
        {
            int count = 0;
            int offset = 0;
            for (int type = 0; ArgumentLayout.Measure(Types, type, Raw, offset, out int size) == ArgumentLayout.Found.Argument; count++)
            {
                type += ArgumentLayout.CodeCount(Types, type);
                offset += size;
            }

            return count;
        }
    }

    /// <summary>Reads the arguments one after the other.</summary>
    /// <returns>A reader at the first argument.</returns>
    public O2MessageReader Reader() => new(Types, Raw);

    /// <summary>Keeps the message beyond the handler's call.</summary>
    /// <returns>The message that is viewed; a copy when the view is of the sender's memory.</returns>
    /// <remarks>Allocates: only when there is no message object yet.</remarks>
    public O2Message ToMessage() => _source ?? ToOwnMessage();

    /// <summary>Copies the message, so that it shares its memory with nothing.</summary>
    internal O2Message ToOwnMessage() => new(Address, TypeStrings.Get(Types), Time, Flags, Raw.ToArray());

    /// <summary>Shows address, types, arguments and time.</summary>
    /// <returns>Text like <c>/synth/noteon if 60 0.5 @12.250</c>.</returns>
    public override string ToString() => MessageFormatter.Format(this);
}
