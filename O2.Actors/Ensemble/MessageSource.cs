using O2.Protocol;

namespace O2.Actors;

/// <summary>Where a message comes from: by which way, at whose expense it waits here, and whom a warning about it names.</summary>
/// <remarks>Immutable; one for each connection, so that passing it on costs nothing.</remarks>
internal sealed class MessageSource
{
    /// <summary>A handler, an actor or the user of this process.</summary>
    public static readonly MessageSource Local = new(MessageOrigin.Local, null);

    /// <summary>A mailbox of a service that is withdrawn.</summary>
    public static readonly MessageSource Withdrawn = new(MessageOrigin.Withdrawn, null);

    /// <summary>The UDP port. Who sent a datagram is not known for certain.</summary>
    public static readonly MessageSource Datagram = new(MessageOrigin.Datagram, "a datagram");

    /// <summary>A connection that is over.</summary>
    public static readonly MessageSource Lost = new(MessageOrigin.Process, "a connection that is over");

    private MessageSource(MessageOrigin origin, string? sender, InboundBudget? budget = null, bool isDatagram = false)
    {
        Origin = origin;
        Sender = sender;
        Budget = budget;
        IsDatagram = isDatagram || origin == MessageOrigin.Datagram;
        Elements = origin == MessageOrigin.Bundle ? this : new MessageSource(MessageOrigin.Bundle, sender, budget, IsDatagram);
    }

    public MessageOrigin Origin { get; }

    /// <summary>Whom warnings name; null when it was this process.</summary>
    public string? Sender { get; }

    /// <summary>What the message is charged to while it waits; null for none, and for datagrams, which each service budgets.</summary>
    public InboundBudget? Budget { get; }

    /// <summary>Whether it came by UDP: it may be dropped where it would have to wait.</summary>
    public bool IsDatagram { get; }

    /// <summary>The source of the elements of a bundle that came from here.</summary>
    public MessageSource Elements { get; }

    /// <summary>The source of copies for taps of this process that have to wait: they go to its own tapper, whoever else offers that name.</summary>
    public MessageSource Copies => Origin == MessageOrigin.Process ? this : new MessageSource(MessageOrigin.Process, Sender, Budget, IsDatagram);

    /// <summary>The connection of another process.</summary>
    public static MessageSource OfProcess(string sender, InboundBudget budget) => new(MessageOrigin.Process, sender, budget);

    /// <summary>An MQTT broker. Who published a message is not known for certain.</summary>
    public static MessageSource OfBroker(InboundBudget budget) => new(MessageOrigin.Broker, "the broker", budget);

    /// <summary>A client of a bridge; without a budget what it sends by UDP.</summary>
    public static MessageSource OfBridge(string sender, InboundBudget? budget) => new(MessageOrigin.Bridge, sender, budget, isDatagram: budget is null);
}
