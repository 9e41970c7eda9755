namespace O2.Actors.Tests.Hostile;

/// <summary>Holds up the handlers of a slow service until a test opens it; also a test that fails does, or its process could not leave.</summary>
internal sealed class Gate : IDisposable
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Wait() => _opened.Task.Wait();

    public void Open() => _opened.TrySetResult();

    void IDisposable.Dispose() => Open();
}
