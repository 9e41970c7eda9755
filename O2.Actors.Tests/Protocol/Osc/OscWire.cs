using O2.Actors.Tests.Vectors;
using O2.Protocol;
using O2.Protocol.Osc;

namespace O2.Actors.Tests.Protocol.Osc;

/// <summary>Decodes and encodes OSC packets amid poison, for a service <c>osc</c>.</summary>
internal static class OscWire
{
    public static readonly TimeSpan Noon = new DateTime(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc) - DateTime.UnixEpoch;

    /// <summary>The ensemble's time is 100 at noon.</summary>
    public static readonly OscTimeBase Times = OscTimeBase.At(new GlobalTime(100), Noon);

    /// <summary>The ensemble's time is not known, and it is noon.</summary>
    public static readonly OscTimeBase NoClock = OscTimeBase.At(GlobalTime.Unknown, Noon);

    /// <summary>The time tag of a moment after noon.</summary>
    public static ulong Tag(double seconds) => OscTimeBase.TagOf(Noon) + (ulong)(long)(seconds * 4294967296.0);

    public static O2Message Decode(byte[] packet, OscTimeBase? times = null, bool convertsTime = true)
    {
        Assert.True(TryDecode(packet, times ?? Times, convertsTime, out O2Message? message, out OscError error), error.ToString());
        return message!;
    }

    public static OscError Error(byte[] packet)
    {
        Assert.False(TryDecode(packet, Times, true, out _, out OscError error));
        return error;
    }

    public static bool TryDecode(byte[] packet, OscTimeBase times, bool convertsTime, out O2Message? message, out OscError error)
    {
        O2Message? decoded = null;
        OscError found = default;
        Wire.InPoison(packet.Length, span =>
        {
            packet.CopyTo(span);
            if (new OscDecoder("osc", convertsTime).TryDecode(span, times, out O2MessageView view, out found))
                decoded = view.ToMessage();
        });
        message = decoded;
        error = found;
        return decoded is not null;
    }

    public static byte[] Encode(O2Message message, OscTimeBase? times = null, bool convertsTime = true)
    {
        Assert.True(OscEncoder.TryMeasure(message.AsView(), out int size, out OscError error), error.ToString());
        return Wire.InPoison(size, span => OscEncoder.Write(message.AsView(), times ?? Times, convertsTime, span));
    }

    public static O2Message Message(string address, params ReadOnlySpan<O2Value> args) => O2Message.Create(address, GlobalTime.Immediately, reliable: true, args);
}
