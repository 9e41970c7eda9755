using Akka.Actor;
using Xunit;

namespace Akka.TestKit;

/// <summary>What a test may demand of a message and its sender.</summary>
internal static class Demands<T>
{
    /// <summary>Nothing but the type.</summary>
    public static readonly Action<T, IActorRef> Nothing = (_, _) => { };

    /// <summary>Equality.</summary>
    public static Action<T, IActorRef> Equality(T expected) => (message, _) => Assert.Equal(expected, message);

    /// <summary>A predicate.</summary>
    public static Action<T, IActorRef> Truth(Predicate<T> predicate) =>
        (message, _) => Assert.True(predicate(message), $"Got a message of the expected type <{typeof(T)}>. Also expected the predicate to return true but the message {{{message}}} did not.");

    /// <summary>A predicate that looks at the sender, too.</summary>
    public static Action<T, IActorRef> Truth(Func<T, IActorRef, bool> predicate) =>
        (message, sender) => Assert.True(predicate(message, sender), $"Got a message of the expected type <{typeof(T)}>. Also expected the predicate to return true but {{{message}}} from {sender} did not.");
}
