using O2.Protocol;

namespace O2.Lite;

/// <content>What the client asks of its host, and waiting.</content>
public sealed partial class LiteClient
{
    private readonly List<(string Service, TaskCompletionSource<ServiceStatus> Answer)> _statusQuestions = [];
    private readonly List<TaskCompletionSource<IReadOnlyList<ServiceListing>>> _listQuestions = [];

    /// <summary>Asks the host for the status of a service.</summary>
    /// <param name="service">The service.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The status as the host sees it: 0 and above can be sent to, 4 and above keep time.</returns>
    /// <exception cref="OperationCanceledException">The wait was ended, or the client was disposed.</exception>
    /// <remarks>Without a host the question waits for one. Somebody has to poll meanwhile.</remarks>
    public Task<ServiceStatus> StatusAsync(string service, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(service);
        var answer = new TaskCompletionSource<ServiceStatus>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _statusQuestions.Add((service, answer));
            _session.AskStatus(_clock.Now, service);
            Drain();
        }

        return WaitForAnswerAsync(answer.Task, cancellation, () =>
        {
            if (_statusQuestions.Remove((service, answer)))
                _session.ForgetStatus(service);
        });
    }

    /// <summary>Asks the host for the active provider of every service, and every tap.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The list as the host sees it; <c>_o2</c> is the process name of the host itself.</returns>
    /// <exception cref="OperationCanceledException">The wait was ended, or the client was disposed.</exception>
    /// <remarks>Without a host the question waits for one. Somebody has to poll meanwhile.</remarks>
    public Task<IReadOnlyList<ServiceListing>> ServicesAsync(CancellationToken cancellation = default)
    {
        var answer = new TaskCompletionSource<IReadOnlyList<ServiceListing>>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _listQuestions.Add(answer);
            _session.AskList(_clock.Now);
            Drain();
        }

        return WaitForAnswerAsync(answer.Task, cancellation, () =>
        {
            if (_listQuestions.Remove(answer))
                _session.ForgetList();
        });
    }

    /// <summary>Waits until the client has come at least as far as a state.</summary>
    /// <param name="state">The state, for example <see cref="LiteState.Synchronized"/>.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The wait was ended, or the client was disposed.</exception>
    /// <remarks>Somebody has to poll meanwhile.</remarks>
    public async Task WaitForStateAsync(LiteState state, CancellationToken cancellation = default)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration end = _ended.Token.Register(() => reached.TrySetCanceled(_ended.Token));
        StateChanged += OnChanged;
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            OnChanged(State);
            await reached.Task.WaitAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            StateChanged -= OnChanged;
        }

        void OnChanged(LiteState now)
        {
            if (now >= state)
                reached.TrySetResult();
        }
    }

    /// <summary>A question for whose answer nobody waits any more is forgotten: without a host it would be kept, and asked, for ever.</summary>
    private async Task<T> WaitForAnswerAsync<T>(Task<T> answer, CancellationToken cancellation, Action forget)
    {
        try
        {
            return await answer.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            lock (_gate)
                forget();
            throw;
        }
    }

    private void AnswerStatus(string service, ServiceStatus status)
    {
        int index = _statusQuestions.FindIndex(question => question.Service == service);
        if (index < 0)
            return;
        _statusQuestions[index].Answer.TrySetResult(status);
        _statusQuestions.RemoveAt(index);
    }

    private void AnswerListing(IReadOnlyList<ServiceListing> listing)
    {
        if (_listQuestions.Count == 0)
            return;
        _listQuestions[0].TrySetResult(listing);
        _listQuestions.RemoveAt(0);
    }

    private void AbandonQuestions()
    {
        _ended.Cancel();
        LetSendersGoOn();
        foreach ((_, TaskCompletionSource<ServiceStatus> answer) in _statusQuestions)
            answer.TrySetCanceled();
        foreach (var answer in _listQuestions)
            answer.TrySetCanceled();
    }
}
