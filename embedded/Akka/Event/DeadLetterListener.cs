using Akka.Actor;

namespace Akka.Event;

/// <summary>Logs the first dead letters and unhandled messages; <c>akka.log-dead-letters</c> says how many.</summary>
internal sealed class DeadLetterListener : ReceiveActor
{
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private int _count;

    public DeadLetterListener(int maxCount)
    {
        Receive<AllDeadLetters>(letter =>
        {
            var what = letter is UnhandledMessage ? "unhandled" : "not delivered";
            _log.Info("Message [{0}] from {1} to {2} was {3}.", letter.Message.GetType().Name, letter.Sender, letter.Recipient, what);
            if (++_count >= maxCount)
            {
                _log.Info("No more of them will be logged; see [akka.log-dead-letters].");
                Context.Stop(Self);
            }
        });
    }

    /// <inheritdoc />
    protected override void PreStart() => Context.System.EventStream.Subscribe<AllDeadLetters>(Self);
}
