namespace O2.Lite;

/// <summary>Ends a tap once, when it is disposed.</summary>
internal sealed class TapHandle(Action end) : IDisposable
{
    private Action? _end = end;

    public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
}
