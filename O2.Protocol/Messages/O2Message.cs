namespace O2.Protocol;

/// <summary>A message: address, types, time, flags, and the argument bytes.</summary>
/// <remarks>
/// The arguments stay bytes until a handler asks for them, so that forwarding, taps and bridges pass on what came.
/// A bundle is a message whose address is <c>#service</c> and whose data are other messages. Thread-safe: yes
/// (immutable; nobody may change the memory behind <see cref="Data"/>). Source: O2 2.0, "Messages".
/// </remarks>
public sealed partial class O2Message
{
    internal O2Message(O2Address address, string types, GlobalTime time, MessageFlags flags, ReadOnlyMemory<byte> data)
    {
        Address = address;
        Types = types;
        Time = time;
        Flags = flags;
        Data = data;
    }

    /// <summary>Where the message goes.</summary>
    public O2Address Address { get; }

    /// <summary>Type string without comma; empty in a bundle.</summary>
    public string Types { get; }

    /// <summary>When the message is to be delivered, in O2 global time; zero or negative means at once.</summary>
    public GlobalTime Time { get; }

    /// <summary>Flag word.</summary>
    public MessageFlags Flags { get; }

    /// <summary>Argument bytes, or the elements of a bundle, as little-endian image.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>Whether the message is a bundle.</summary>
    public bool IsBundle => Address.IsBundle;

    /// <summary>Length on the wire in bytes, without the length prefix of TCP, whose value it is.</summary>
    public int WireLength => MessageLayout.BodyLength(Address, Types.Length, Data.Length);

    /// <summary>Makes a message.</summary>
    /// <param name="address">Text such as <c>/synth/noteon</c>; not that of a bundle.</param>
    /// <param name="time">When it is to be delivered; <see cref="GlobalTime.Immediately"/> for at once.</param>
    /// <param name="reliable">True for TCP, false for best effort.</param>
    /// <param name="args">The arguments; they are copied.</param>
    /// <returns>The message.</returns>
    /// <exception cref="ArgumentException">The text is no address, or is that of a bundle.</exception>
    public static O2Message Create(string address, GlobalTime time, bool reliable, params ReadOnlySpan<O2Value> args) =>
        Create(O2Address.Get(address), time, reliable ? MessageFlags.Reliable : MessageFlags.BestEffort, args);

    /// <summary>Makes a message.</summary>
    /// <param name="address">The address; not that of a bundle.</param>
    /// <param name="time">When it is to be delivered; <see cref="GlobalTime.Immediately"/> for at once.</param>
    /// <param name="flags">The flags.</param>
    /// <param name="args">The arguments; they are copied.</param>
    /// <returns>The message.</returns>
    /// <exception cref="ArgumentException">The address is that of a bundle.</exception>
    public static O2Message Create(O2Address address, GlobalTime time, MessageFlags flags, params ReadOnlySpan<O2Value> args)
    {
        ThrowIfBundle(address);
        ArgumentEncoder.Measure(args, out int typeCount, out int dataLength);
        char[]? longTypes = typeCount > 256 ? new char[typeCount] : null;
        Span<char> types = longTypes ?? stackalloc char[256];
        byte[] data = dataLength == 0 ? [] : GC.AllocateUninitializedArray<byte>(dataLength);
        ArgumentEncoder.Encode(args, types, data);
        return new(address, TypeStrings.Get(types[..typeCount]), time, flags, data);
    }

    /// <summary>Makes a message from argument bytes that are there already, as a translation from another protocol has them.</summary>
    /// <param name="address">The address; not that of a bundle.</param>
    /// <param name="types">Type string without comma; unknown codes are allowed.</param>
    /// <param name="time">When it is to be delivered.</param>
    /// <param name="flags">The flags.</param>
    /// <param name="data">Argument bytes as little-endian image; kept, not copied.</param>
    /// <returns>The message.</returns>
    /// <exception cref="ArgumentException">
    /// The address is that of a bundle, the types have a NUL or a character above U+00FF, or the data end before the arguments do.
    /// </exception>
    public static O2Message FromImage(O2Address address, string types, GlobalTime time, MessageFlags flags, ReadOnlyMemory<byte> data)
    {
        ThrowIfBundle(address);
        ArgumentNullException.ThrowIfNull(types);
        if (types.AsSpan().ContainsAnyExceptInRange('\u0001', '\u00FF'))
            throw new ArgumentException($"',{types}' is no type string.", nameof(types));

        int overrun = ArgumentLayout.FindOverrun(types, data.Span);
        return overrun < 0
            ? new(address, types, time, flags, data)
            : throw new ArgumentException($"The argument at byte {overrun} of ',{types}' does not fit into {data.Length} bytes.", nameof(data));
    }

    /// <summary>The same message with some fields replaced.</summary>
    /// <param name="address">Another address, or null; a bundle stays a bundle.</param>
    /// <param name="time">Another time, or null.</param>
    /// <param name="flags">Other flags, or null.</param>
    /// <returns>The changed message; it shares the argument bytes.</returns>
    /// <exception cref="ArgumentException">The address would make a bundle of a message, or the reverse.</exception>
    public O2Message With(O2Address? address = null, GlobalTime? time = null, MessageFlags? flags = null)
    {
        if (address is not null && address.IsBundle != IsBundle)
            throw new ArgumentException($"'{address}' cannot replace '{Address}': only one of them is the address of a bundle.", nameof(address));

        return new(address ?? Address, Types, time ?? Time, flags ?? Flags, Data);
    }

    /// <summary>The same message with its arguments in memory of its own, for one that is kept long: an element shares the memory of its bundle.</summary>
    /// <returns>The copy.</returns>
    public O2Message WithOwnMemory() => new(Address, Types, Time, Flags, Data.ToArray());

    /// <summary>Lets a handler read the message.</summary>
    /// <param name="lateness">By how many seconds it is late, 0 or more.</param>
    /// <returns>The view. Allocates: no.</returns>
    public O2MessageView AsView(double lateness = 0) => new(this, lateness);

    /// <summary>Shows address, types, arguments and time.</summary>
    /// <returns>Text like <c>/synth/noteon if 60 0.5 @12.250</c>; the time only when there is one.</returns>
    public override string ToString() => MessageFormatter.Format(AsView());

    private static void ThrowIfBundle(O2Address address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsBundle)
            throw new ArgumentException($"'{address}' is the address of a bundle; see CreateBundle.", nameof(address));
    }
}
