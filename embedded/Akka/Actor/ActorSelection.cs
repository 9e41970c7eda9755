using System.Text.RegularExpressions;

namespace Akka.Actor;

/// <summary>All actors whose path matches; looked up anew for each message.</summary>
/// <remarks>Thread-safe. Elements of the path may be <c>..</c> for the parent, or hold <c>*</c> and <c>?</c>.</remarks>
public class ActorSelection : ICanTell
{
    private readonly string[] _elements;

    /// <summary>Selects relative to <paramref name="anchor"/>.</summary>
    public ActorSelection(IActorRef anchor, string path)
        : this(anchor, path.Split('/'))
    {
    }

    /// <summary>Selects relative to <paramref name="anchor"/>.</summary>
    public ActorSelection(IActorRef anchor, IEnumerable<string> elements)
    {
        Anchor = anchor;
        _elements = [.. elements.Where(element => element.Length > 0)];
    }

    /// <summary>Where the path begins.</summary>
    public IActorRef Anchor { get; }

    /// <summary>The path after the anchor.</summary>
    public string PathString => "/" + string.Join('/', _elements);

    /// <inheritdoc />
    public void Tell(object message, IActorRef? sender = null)
    {
        sender ??= ActorCell.CurrentSelf;
        var found = Find(ActorRefBase.Of(Anchor), 0).ToArray();
        foreach (var actor in found)
            actor.Tell(message, sender);
        if (found.Length > 0)
            return;
        if (message is Identify identify)
            sender?.Tell(new ActorIdentity(identify.MessageId, null), ActorRefs.NoSender);
        else if (!Array.Exists(_elements, IsPattern))
            PublishDeadLetter(message, sender);
    }

    /// <summary>The first actor that answers.</summary>
    /// <exception cref="ActorNotFoundException">None did in time.</exception>
    public Task<IActorRef> ResolveOne(TimeSpan timeout) => ResolveOne(timeout, CancellationToken.None);

    /// <inheritdoc cref="ResolveOne(TimeSpan)" />
    public async Task<IActorRef> ResolveOne(TimeSpan timeout, CancellationToken ct)
    {
        try
        {
            var identity = await this.Ask<ActorIdentity>(new Identify(null), timeout, ct).ConfigureAwait(false);
            return identity.Subject ?? throw new ActorNotFoundException($"No actor matches [{this}].");
        }
        catch (Exception e) when (e is AskTimeoutException or OperationCanceledException)
        {
            throw new ActorNotFoundException($"No actor that matches [{this}] answered.", e);
        }
    }

    /// <inheritdoc />
    public override string ToString() => $"ActorSelection[Anchor({Anchor.Path}), Path({PathString})]";

    private IEnumerable<ActorRefBase> Find(ActorRefBase from, int depth)
    {
        if (depth == _elements.Length)
            return [from];
        var element = _elements[depth];
        if (element == "..")
            return Find(from.Parent ?? from, depth + 1);
        if (!IsPattern(element))
            return from.GetChild(element) is { } child ? Find(child, depth + 1) : [];
        var pattern = "^" + Regex.Escape(element).Replace("\\*", ".*").Replace("\\?", ".") + "$";
        return from.Children.Where(child => Regex.IsMatch(child.Path.Name, pattern)).SelectMany(child => Find(child, depth + 1));
    }

    private void PublishDeadLetter(object message, IActorRef? sender)
    {
        if (ActorRefBase.Of(Anchor).System is { } system)
            system.DeadLetters.Publish(message, sender, new DeadLetterActorRef(system, Anchor.Path / _elements));
    }

    private static bool IsPattern(string element) => element.AsSpan().ContainsAny('*', '?');
}
