using System.Buffers.Binary;

namespace O2.Protocol;

public sealed partial class O2Message
{
    /// <summary>Makes a bundle: messages that travel and wait together.</summary>
    /// <param name="service">Name of the service to whose process the bundle goes, without <c>#</c>.</param>
    /// <param name="time">When it is to be opened. Its elements then go out as if just sent, each with its own time.</param>
    /// <param name="reliable">True for TCP, false for best effort.</param>
    /// <param name="elements">The messages, at least one; bundles may be among them. They are copied.</param>
    /// <returns>The bundle.</returns>
    /// <exception cref="ArgumentException">
    /// The service name is empty or has a slash, there is no element, or bundles are nested deeper than <see cref="ProtocolLimits.MaxBundleDepth"/>.
    /// </exception>
    /// <exception cref="ArgumentNullException">An element is null.</exception>
    /// <exception cref="OverflowException">The elements need more than 2 GiB.</exception>
    /// <remarks>
    /// Never send a bundle inside a bundle to a process that may be the C++ reference: it would crash on passing it on.
    /// Source: O2 2.0, "Bundles".
    /// </remarks>
    public static O2Message CreateBundle(string service, GlobalTime time, bool reliable, params ReadOnlySpan<O2Message> elements)
    {
        ArgumentException.ThrowIfNullOrEmpty(service);
        if (service.Contains('/'))
            throw new ArgumentException($"'{service}' is no service name: it has a '/'.", nameof(service));

        if (elements.IsEmpty)
            throw new ArgumentException("A bundle needs at least one element.", nameof(elements));

        int length = 0;
        foreach (O2Message element in elements)
        {
            ArgumentNullException.ThrowIfNull(element, nameof(elements));
            length = checked(length + 4 + element.WireLength);
        }

        byte[] data = GC.AllocateUninitializedArray<byte>(length);
        Span<byte> rest = data;
        foreach (O2Message element in elements)
        {
            BinaryPrimitives.WriteInt32LittleEndian(rest, element.WireLength);
            MessageLayout.WriteImage(element.AsView(), rest.Slice(4, element.WireLength));
            rest = rest[(4 + element.WireLength)..];
        }

        O2ParseError error = HostImage.CheckElements(data, depth: 1);
        return error.Kind == O2ParseErrorKind.None
            ? new(O2Address.Get('#' + service), "", time, reliable ? MessageFlags.Reliable : MessageFlags.BestEffort, data)
            : throw new ArgumentException($"Bundles are nested deeper than {ProtocolLimits.MaxBundleDepth}.", nameof(elements));
    }

    /// <summary>The messages in this bundle.</summary>
    /// <returns>The elements in order; they share the bundle's memory. Empty when this is no bundle.</returns>
    /// <remarks>Allocates: the list and a message for each element.</remarks>
    public IReadOnlyList<O2Message> ReadElements()
    {
        if (!IsBundle)
            return [];

        var elements = new List<O2Message>();
        ReadOnlyMemory<byte> rest = Data;
        while (HostImage.TrySplitElement(rest.Span, out int length))
        {
            elements.Add(HostImage.ReadElement(rest.Slice(4, length)));
            rest = rest[(4 + length)..];
        }

        return elements;
    }
}
