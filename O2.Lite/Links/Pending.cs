namespace O2.Lite;

/// <summary>An operation of a socket that is started again and again and asked whether it is done, instead of being awaited.</summary>
/// <typeparam name="T">What the operation results in.</typeparam>
/// <param name="start">Starts the operation.</param>
internal sealed class Pending<T>(Func<ValueTask<T>> start)
{
    private ValueTask<T> _operation;
    private bool _isUnderWay, _isWatched;

    /// <summary>Takes the result, after starting the operation when it is not under way.</summary>
    /// <returns>False when it is not done yet.</returns>
    /// <remarks>Throws what the operation does.</remarks>
    public bool TryTake(out T? result)
    {
        result = default;
        if (!_isUnderWay)
        {
            (_isUnderWay, _isWatched) = (true, false);
            _operation = start();
        }

        if (!_operation.IsCompleted) return false;
        _isUnderWay = false;
        result = _operation.GetAwaiter().GetResult();
        return true;
    }

    /// <summary>Has an action called when the operation that is under way is done.</summary>
    public void Watch(Action action)
    {
        if (!_isUnderWay || _isWatched) return;
        _isWatched = true;
        _operation.GetAwaiter().UnsafeOnCompleted(action);
    }
}
