using System.Collections.Concurrent;
using O2.Actors;
using O2.Protocol;

namespace O2.Cli;

/// <summary>Asks processes, and measures how long the answers take and how well their clocks agree with ours.</summary>
/// <remarks>
/// <para>
/// The question is O2's own <c>cs/rt</c>, which every process understands that follows the clock. A C++ clock reference does not; it is asked
/// for its time, by <c>_cs/get</c>. The clock of the others is read by a second question that has a time: it is answered when their clock
/// shows that time, so the answer comes half a round trip after that moment if the two clocks agree. Their lateness counts as theirs.
/// </para>
/// <para>Answers come to a service of our own, made for this; its path tells which question they belong to. Thread-safe.</para>
/// </remarks>
internal sealed class Pinger : IDisposable
{
    /// <summary>How far ahead the time of a question is, at least: it has to arrive before.</summary>
    private const double LeastAhead = 0.02;

    private const string ByTime = "time", ByRoundTrip = "rt", InTime = "later";
    private readonly O2Process _process;
    private readonly string _service;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<Arrival>> _open = new();
    private readonly ConcurrentDictionary<ProcessName, string> _kinds = new(); // which question a process answers
    private int _lastQuestion;

    public Pinger(O2Process process)
    {
        _process = process;
        _service = $"ping_{process.Name.TcpPort:x4}";
        process.AddMethod($"/{_service}", null, OnAnswer);
    }

    private sealed record Arrival(string Kind, LocalTime Local, GlobalTime Global, O2Message Answer);

    /// <returns>The answer, or null when none came in time.</returns>
    public async Task<PingAnswer?> AskAsync(ProcessName target, TimeSpan wait, CancellationToken cancellation)
    {
        var isReference = target.Text == _process.ClockState.Reference;
        if (await KindOfAsync(target, isReference, wait, cancellation) is not { } kind)
            return null;
        var sent = _process.LocalNow;
        if (await ExchangeAsync(wait, cancellation, question => Ask(target, question, kind, reliable: false)) is not { } arrival)
            return null;

        var roundTrip = arrival.Local - sent;
        var answer = arrival.Answer.AsView();
        if (kind == ByTime)
            return new PingAnswer(target, roundTrip, _process.ClockState.IsSynchronized ? Ahead(answer.GlobalTime(1), arrival, roundTrip) : null, 0, isReference);

        var toReference = answer.Double(1);
        return new PingAnswer(target, roundTrip, await CompareClocksAsync(target, roundTrip, wait, cancellation), toReference, isReference);
    }

    /// <summary>
    /// Asks a process for the first time, both questions and by TCP: so it hears of our service before, and cannot but know where to answer.
    /// </summary>
    private async Task<string?> KindOfAsync(ProcessName target, bool isReference, TimeSpan wait, CancellationToken cancellation)
    {
        if (_kinds.TryGetValue(target, out var known) && (known != ByTime || isReference))
            return known;
        var arrival = await ExchangeAsync(wait, cancellation, question =>
        {
            Ask(target, question, ByRoundTrip, reliable: true);
            if (isReference)
                Ask(target, question, ByTime, reliable: true);
        });
        return arrival is null ? null : _kinds[target] = arrival.Kind;
    }

    private void Ask(ProcessName target, int question, string kind, bool reliable)
    {
        var replyTo = ReplyTo(question, kind);
        var message = kind == ByTime
            ? O2Message.Create(ClockMessages.GetAddress, GlobalTime.Immediately, reliable, question, replyTo.Text)
            : ClockMessages.CreateRoundTripQuery(target, replyTo);
        _process.TrySend(message.With(flags: message.Flags.WithReliable(reliable)));
    }

    public void Dispose() => _process.RemoveService(_service);

    private async Task<double?> CompareClocksAsync(ProcessName target, double roundTrip, TimeSpan wait, CancellationToken cancellation)
    {
        if (_process.Status(target.Text) < ServiceStatus.Local)
            return null;
        var ahead = Math.Max(LeastAhead, 2 * roundTrip);
        var at = _process.Now + ahead;
        var arrival = await ExchangeAsync(wait + TimeSpan.FromSeconds(ahead), cancellation, question =>
            _process.TrySend(ClockMessages.CreateRoundTripQuery(target, ReplyTo(question, InTime)).With(time: at)));
        return arrival is null ? null : Ahead(at, arrival, roundTrip);
    }

    /// <summary>The other clock showed a time when it answered, half a round trip before the answer arrived.</summary>
    private static double Ahead(GlobalTime shown, Arrival arrival, double roundTrip) => shown + roundTrip / 2 - arrival.Global;

    private async Task<Arrival?> ExchangeAsync(TimeSpan wait, CancellationToken cancellation, Action<int> ask)
    {
        var question = Interlocked.Increment(ref _lastQuestion);
        var answer = new TaskCompletionSource<Arrival>(TaskCreationOptions.RunContinuationsAsynchronously);
        _open[$"/{question}"] = answer;
        try
        {
            ask(question);
            return await answer.Task.WaitAsync(wait, cancellation);
        }
        catch (TimeoutException)
        {
            return null;
        }
        finally
        {
            _open.TryRemove($"/{question}", out _);
        }
    }

    private O2Address ReplyTo(int question, string kind) => O2Address.Parse($"!{_service}/{question}/{kind}");

    private void OnAnswer(O2MessageView answer)
    {
        var (local, global) = (_process.LocalNow, _process.Now);
        var path = answer.Address.Path;
        var kind = path[(path.LastIndexOf('/') + 1)..];
        if (answer.Types.SequenceEqual(kind == ByTime ? "it" : "sff") && _open.TryGetValue(path[..^(kind.Length + 1)], out var question))
            question.TrySetResult(new Arrival(kind, local, global, answer.ToMessage()));
    }
}
