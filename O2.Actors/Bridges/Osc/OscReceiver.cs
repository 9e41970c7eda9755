using O2.Protocol.Osc;

namespace O2.Actors;

/// <summary>Takes the packets that come by one port or connection: translates and routes them; counts and reports those that cannot be translated.</summary>
/// <remarks>Not thread-safe: one receiving thread at a time.</remarks>
/// <param name="core">The process.</param>
/// <param name="service">The service that the packets are for.</param>
/// <param name="convertsTime">See <see cref="OscPortOptions.ConvertsTime"/>.</param>
/// <param name="counters">Counts them.</param>
/// <param name="place">Where they come, for people.</param>
internal sealed class OscReceiver(ProcessCore core, string service, bool convertsTime, OscCounters counters, string place)
{
    private readonly OscDecoder _decoder = new(service, convertsTime);
    private readonly RateLimit _warnings = Warnings.NewLimit();

    /// <summary>How many packets the port has taken so far.</summary>
    public long Received => counters.Received;

    /// <summary>Takes a packet, whose bytes may be changed.</summary>
    /// <returns>False when it is none.</returns>
    public bool Receive(Span<byte> packet, BridgeClient client, bool isDatagram)
    {
        try
        {
            if (!_decoder.TryDecode(packet, core.OscClock.Base, out var message, out var error))
            {
                if (error.Kind != OscErrorKind.None)
                    Refuse($"OSC packet for [{service}] at [{place}] is dropped: {error}.");
                return false;
            }

            counters.CountReceived();
            if (isDatagram)
                client.ReceiveDatagram(message);
            else
                client.Receive(message);
            return true;
        }
        catch (Exception e)
        {
            client.Fail(e);
            return false;
        }
    }

    /// <summary>Counts what is no packet, and says so.</summary>
    public void Refuse(FormattableString why)
    {
        counters.CountRefused();
        core.Warnings.Write(_warnings, why);
    }
}
