namespace Akka.Dispatch;

/// <summary>A delegate as a piece of work.</summary>
internal sealed class ActionRunnable(Action action) : IRunnable
{
    /// <inheritdoc />
    public void Run() => action();

    /// <inheritdoc />
    public void Execute() => action();
}
