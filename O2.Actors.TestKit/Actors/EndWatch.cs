using Akka.Actor;

namespace O2.Actors.TestKit;

/// <summary>Tells when the actors of a process have ended, on the virtual clock's thread, unlike the task that a process returns.</summary>
internal sealed class EndWatch : ReceiveActor
{
    /// <summary>For <see cref="PropsFor"/>.</summary>
    public EndWatch(string path, Action ended)
    {
        Receive<ActorIdentity>(found =>
        {
            if (found.Subject is null)
                ended();
            else
                Context.Watch(found.Subject);
        });
        Receive<Terminated>(_ => ended());
        Context.ActorSelection(path).Tell(new Identify(path));
    }

    /// <summary>Watches the actor at a path.</summary>
    public static Props PropsFor(string path, Action ended) => Props.Create(() => new EndWatch(path, ended));
}
