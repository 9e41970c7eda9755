using System.Buffers;
using O2.Protocol;
using O2.Protocol.Osc;

namespace O2.Actors;

/// <summary>The way to OSC programs: translates messages to packets. How these travel is for those derived from it.</summary>
/// <remarks>A bundle goes whole and at once, with its times, when everything in it is for the service; else it is opened here at its time. Thread-safe.</remarks>
internal abstract class OscLink(ProcessCore core, string service, bool convertsTime, int maxPacketBytes, OscCounters counters) : IBridgeLink, IByteLink, IBundleLink
{
    protected const int StackBytes = 512;
    private readonly RateLimit _warnings = Warnings.NewLimit();

    public abstract bool HasRoom { get; }

    public SendStatus Send(O2Message message) => Send(message.AsView());

    public bool TrySend(in O2MessageView message) => Send(message) == SendStatus.Sent;

    public bool Takes(O2Message bundle)
    {
        foreach (var element in bundle.ReadElements())
        {
            if (element.Address.Service != service || (element.IsBundle && !Takes(element)))
                return false;
        }

        return true;
    }

    public abstract Task WaitForRoomAsync(O2Message message);

    public abstract void Close();

    /// <summary>How many bytes the packet of a message has. They may be more than the message has itself: each element of a vector gets a type code.</summary>
    protected static int Measure(O2Message message) => OscEncoder.TryMeasure(message.AsView(), out int size, out _) ? size : 0;

    /// <summary>Sends a packet, or says why not, as <see cref="IBridgeLink.Send"/> does.</summary>
    protected abstract SendStatus Send(ReadOnlySpan<byte> packet, bool isReliable);

    private SendStatus Send(in O2MessageView message)
    {
        if (!OscEncoder.TryMeasure(message, out int size, out var error))
        {
            core.Warnings.Write(_warnings, $"Message [{message.Address}] cannot be sent by OSC: {error}.");
            return SendStatus.NotTranslatable;
        }

        if (size > maxPacketBytes)
            return SendStatus.TooLarge;
        var times = core.OscClock.Base;
        if (!times.IsKnown && OscEncoder.NeedsClock(message))
            return SendStatus.NoClock;
        byte[]? rented = size > StackBytes ? ArrayPool<byte>.Shared.Rent(size) : null;
        Span<byte> packet = (rented ?? stackalloc byte[StackBytes])[..size];
        OscEncoder.Write(message, times, convertsTime, packet);
        var status = Send(packet, message.Flags.IsReliable);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        if (status == SendStatus.Sent)
            counters.CountSent();
        return status;
    }
}
