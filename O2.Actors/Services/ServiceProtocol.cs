namespace O2.Actors;

/// <summary>Messages between a service actor, its supervisor and the supervisor of all services.</summary>
internal static class ServiceProtocol
{
    /// <summary>Sent by the process to <see cref="ServicesActor"/> when a service with an actor is added.</summary>
    public sealed record Start(LocalService Service, Akka.Actor.Props Props, ServiceOptions Options);

    /// <summary>Sent by the process when a service is removed: handle what waits, then stop.</summary>
    public sealed record Stop(LocalService Service);

    /// <summary>Sent by the supervisor of a removed service to its actor, behind what waits: stop. Unlike a poison pill it can be stashed, and so keeps its place.</summary>
    public sealed record Finish
    {
        public static readonly Finish Instance = new();
    }

    /// <summary>Sent by a service actor to its supervisor before it fails: the message that it was handling.</summary>
    public sealed record Failed(Exception Exception, object Message);

    /// <summary>Sent by a restarted service actor to its supervisor: it stashes until it is told to go on.</summary>
    public sealed record Restarted
    {
        public static readonly Restarted Instance = new();
    }

    /// <summary>Sent by the supervisor when the back-off is over.</summary>
    public sealed record Continue
    {
        public static readonly Continue Instance = new();
    }

    /// <summary>Sent by a supervisor whose actor could not be made to <see cref="ServicesActor"/>, which answers <see cref="Settled"/> when it has handed back what waited.</summary>
    public sealed record Settle
    {
        public static readonly Settle Instance = new();
    }

    /// <summary>The answer to <see cref="Settle"/>.</summary>
    public sealed record Settled
    {
        public static readonly Settled Instance = new();
    }
}
