namespace Akka.Actor;

/// <summary>Makes the receiver fail with <see cref="ActorKilledException"/>, so that its supervisor decides.</summary>
public sealed class Kill : IAutoReceivedMessage
{
    private Kill()
    {
    }

    /// <summary>The only instance.</summary>
    public static Kill Instance { get; } = new();

    /// <inheritdoc />
    public override string ToString() => "<Kill>";
}
