using Akka.Actor;

namespace Akka.TestKit;

/// <summary>Keeps the test actor the implicit sender across the awaits of a test.</summary>
internal sealed class ImplicitSenderContext(ActorCell sender) : SynchronizationContext
{
    /// <inheritdoc />
    public override void Post(SendOrPostCallback d, object? state) =>
        ThreadPool.QueueUserWorkItem(_ => Send(d, state));

    /// <inheritdoc />
    public override void Send(SendOrPostCallback d, object? state)
    {
        var (outerContext, outerSender) = (Current, ActorCell.Current);
        SetSynchronizationContext(this);
        ActorCell.Current = sender;
        try
        {
            d(state);
        }
        finally
        {
            ActorCell.Current = outerSender;
            SetSynchronizationContext(outerContext);
        }
    }

    /// <inheritdoc />
    public override SynchronizationContext CreateCopy() => this;
}
