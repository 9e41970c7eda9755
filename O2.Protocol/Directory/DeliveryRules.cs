namespace O2.Protocol;

/// <summary>Decides where a message for a service goes.</summary>
/// <remarks>
/// <para>The reference forwards a message that comes from the network to whatever provider is active in its eyes; two processes that each believe
/// the other one to be the provider then pass it back and forth for ever. Here:</para>
/// <list type="table">
/// <listheader><term>origin</term><description>goes to</description></listheader>
/// <item><term>this process, a bridge client, an element of a bundle for us, a message that waited at a withdrawn service</term><description>the active provider, wherever it is</description></item>
/// <item><term>a full process (TCP, UDP, MQTT), tap copies included</term><description>our own provider, active or not; without one it is dropped</description></item>
/// </list>
/// <para>Thread-safe: yes. Allocates: no. Source: decision 4 of this project on O2 2.0.</para>
/// </remarks>
public static class DeliveryRules
{
    /// <summary>Decides about one message.</summary>
    /// <param name="service">What is known about the service of its address; null when nothing is.</param>
    /// <param name="origin">How the message came.</param>
    /// <param name="flags">The flags of the message.</param>
    /// <returns>The decision.</returns>
    public static Delivery Decide(ServiceEntry? service, MessageOrigin origin, MessageFlags flags)
    {
        bool mayGoOn = origin is MessageOrigin.Local or MessageOrigin.Bridge or MessageOrigin.Bundle or MessageOrigin.Withdrawn;
        if ((mayGoOn ? service?.Active : service?.Own) is { } provider)
            return new Delivery(provider.IsOwn ? DeliveryKind.Deliver : DeliveryKind.Send, provider);

        if (flags.IsTap && !mayGoOn)
            return new Delivery(DeliveryKind.NoTapper, null);

        return new Delivery(service?.Active is null ? DeliveryKind.NoService : DeliveryKind.NotOurs, null);
    }
}
