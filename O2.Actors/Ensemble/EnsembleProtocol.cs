namespace O2.Actors;

/// <summary>Messages to <see cref="EnsembleActor"/>.</summary>
internal static class EnsembleProtocol
{
    /// <summary>Sent by the process that starts; answered by <see cref="Ready"/> once it listens and can be found, or by a failure.</summary>
    public sealed record Start
    {
        public static readonly Start Instance = new();
    }

    /// <summary>The answer to <see cref="Start"/>.</summary>
    public sealed record Ready
    {
        public static readonly Ready Instance = new();
    }

    /// <summary>Sent by <see cref="PublicAddressActor"/> before it stops: the public address, first octet in the highest byte; 0 when nobody told.</summary>
    public sealed record Located(uint PublicIp);

    /// <summary>Sent by the process when its user wants it to meet others at a broker.</summary>
    public sealed record MeetAtBroker(MqttOptions Options);

    /// <summary>Sent by the process when an actor subscribes to its events: once it has stopped, it gets no more.</summary>
    public sealed record WatchSubscriber(Akka.Actor.IActorRef Subscriber);

    /// <summary>Sent by the watch of addresses when the process has to leave and join again at another address of the machine.</summary>
    public sealed record Move
    {
        public static readonly Move Instance = new();
    }

    /// <summary>Sent by the process that ends: withdraw, drain, close, stop.</summary>
    public sealed record Leave
    {
        public static readonly Leave Instance = new();
    }
}
