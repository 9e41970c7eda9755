namespace O2.Actors;

/// <summary>Ends a tap when it is disposed.</summary>
internal sealed class TapHandle(Action end) : IDisposable
{
    private Action? _end = end;

    public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
}
