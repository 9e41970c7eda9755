namespace Akka.Actor;

/// <summary>Shorthands for cancelling.</summary>
public static class CancelableExtensions
{
    /// <summary>Cancels unless it is null.</summary>
    public static void CancelIfNotNull(this ICancelable? cancelable) => cancelable?.Cancel();
}
