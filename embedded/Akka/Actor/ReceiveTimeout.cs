namespace Akka.Actor;

/// <summary>Tells an actor that no message came for as long as it had set with <see cref="IActorContext.SetReceiveTimeout"/>.</summary>
public class ReceiveTimeout : IPossiblyHarmful
{
    private ReceiveTimeout()
    {
    }

    /// <summary>The only instance.</summary>
    public static ReceiveTimeout Instance { get; } = new();
}
