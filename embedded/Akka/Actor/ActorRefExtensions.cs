using System.Diagnostics.CodeAnalysis;

namespace Akka.Actor;

/// <summary>Questions about references.</summary>
public static class ActorRefExtensions
{
    /// <summary>True for null and for <see cref="ActorRefs.Nobody"/>.</summary>
    public static bool IsNobody([NotNullWhen(false)] this IActorRef? actorRef) => actorRef is null or Nobody;

    /// <summary>This reference, or that of <paramref name="elseValue"/> when it is nobody.</summary>
    public static IActorRef GetOrElse(this IActorRef? actorRef, Func<IActorRef> elseValue) =>
        actorRef.IsNobody() ? elseValue() : actorRef;
}
