using Akka.Dispatch.SysMsg;
using static Akka.Actor.ChildrenContainer;

namespace Akka.Actor;

/// <content>Death watch, from both sides.</content>
internal sealed partial class ActorCell
{
    private static readonly object PlainNotice = new();

    private Dictionary<ActorRefBase, object>? _watching; // with the message of WatchWith, or PlainNotice
    private Dictionary<ActorRefBase, object>? _noticed;  // ended, and the notice waits in the mailbox
    private HashSet<ActorRefBase>? _watchedBy;

    public IActorRef Watch(IActorRef subject) => Watch(subject, PlainNotice);

    public IActorRef WatchWith(IActorRef subject, object message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Watch(subject, message);
    }

    public IActorRef Unwatch(IActorRef subject)
    {
        var watchee = ActorRefBase.Of(subject);
        if (_watching is not null && _watching.Remove(watchee))
            watchee.SendSystemMessage(new Unwatch(Self));
        _noticed?.Remove(watchee);
        return subject;
    }

    private IActorRef Watch(IActorRef subject, object notice)
    {
        var watchee = ActorRefBase.Of(subject);
        if (watchee.Equals(Self))
            return subject;
        if ((_watching ??= []).TryAdd(watchee, notice))
            watchee.SendSystemMessage(new Watch(watchee, Self));
        return subject;
    }

    private void AddWatcher(ActorRefBase watcher) => (_watchedBy ??= []).Add(watcher);

    private void HandleDeath(DeathWatchNotification notification)
    {
        var dead = notification.Actor;
        if (_watching is not null && _watching.Remove(dead, out var notice) && Children.WaitingFor is not Continuation.Termination)
        {
            (_noticed ??= [])[dead] = notice;
            Mailbox.Enqueue(new Terminated(dead, notification.ExistenceConfirmed, addressTerminated: false), dead);
        }
        if (Children.Find(dead) is { } child)
            HandleChildDeath(child.Child);
    }

    private void HandleChildDeath(LocalActorRef child)
    {
        switch (Children.Remove(child))
        {
            case Continuation.Creation:
                FinishCreate();
                break;
            case Continuation.Recreation(var cause, var failed):
                FinishRecreate(cause, failed);
                break;
            case Continuation.Termination:
                FinishTerminate();
                break;
        }
    }

    private void ReceiveTerminated(Terminated terminated)
    {
        if (_noticed is null || !_noticed.Remove(ActorRefBase.Of(terminated.ActorRef), out var notice))
            return; // not watched any more
        var message = ReferenceEquals(notice, PlainNotice) ? terminated : notice;
        CurrentMessage = message;
        ReceiveMessage(message);
    }

    /// <summary>A stashed notice that returns to the mailbox counts as waiting there again.</summary>
    private void NoticeAgain(Terminated terminated) => (_noticed ??= [])[ActorRefBase.Of(terminated.ActorRef)] = PlainNotice;

    private void UnwatchAll()
    {
        foreach (var watchee in _watching?.Keys.ToArray() ?? [])
            Unwatch(watchee);
        _noticed?.Clear();
    }

    private void TellWatchers()
    {
        foreach (var watcher in _watchedBy ?? [])
        {
            if (!watcher.Equals(Parent))
                watcher.SendSystemMessage(new DeathWatchNotification(Self, existenceConfirmed: true));
        }
        _watchedBy = null;
    }
}
