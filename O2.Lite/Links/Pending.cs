namespace O2.Lite;

/// <summary>An operation of a socket that is started again and again and asked whether it is done, instead of being awaited.</summary>
/// <typeparam name="T">What the operation results in.</typeparam>
/// <param name="start">Starts the operation.</param>
internal sealed class Pending<T>(Func<ValueTask<T>> start)
{
    private ValueTask<T> _operation;
    private bool _isWatched;

    /// <summary>Whether it was started, and its result not taken.</summary>
    public bool IsUnderWay { get; private set; }

    /// <summary>Starts the operation when it is not under way.</summary>
    public void Start()
    {
        if (IsUnderWay)
            return;
        (IsUnderWay, _isWatched) = (true, false);
        _operation = start();
    }

    /// <summary>Takes the result of the operation that is under way.</summary>
    /// <returns>False when it is not done yet.</returns>
    /// <remarks>Throws what the operation does.</remarks>
    public bool TryTake(out T? result)
    {
        result = default;
        if (!_operation.IsCompleted)
            return false;
        IsUnderWay = false;
        result = _operation.GetAwaiter().GetResult();
        return true;
    }

    /// <summary>Has an action called when the operation that is under way is done.</summary>
    public void Watch(Action action)
    {
        if (_isWatched)
            return;
        _isWatched = true;
        _operation.GetAwaiter().UnsafeOnCompleted(action);
    }
}
