namespace Akka.Actor;

/// <summary>Something that can be cancelled, such as a scheduled message.</summary>
public interface ICancelable
{
    /// <summary>True once it is cancelled.</summary>
    bool IsCancellationRequested { get; }

    /// <summary>Tells others of the cancellation.</summary>
    CancellationToken Token { get; }

    /// <summary>Cancels it; a message that is on its way already arrives nevertheless.</summary>
    void Cancel();

    /// <summary>Cancels it later.</summary>
    void CancelAfter(TimeSpan delay);

    /// <summary>Cancels it later.</summary>
    void CancelAfter(int millisecondsDelay);
}
