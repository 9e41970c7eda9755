using Akka.Actor;
using O2.Protocol;

namespace O2.Actors;

/// <summary>Decides what becomes of a service that failed, and how long a restart waits.</summary>
internal sealed class RestartPolicy
{
    /// <summary>Failures that are remembered where no limit asks for more; the pause has long been the longest then.</summary>
    private const int Memory = 64;

    private readonly Queue<LocalTime> _restarts = new();
    private readonly ServiceOptions _options;
    private readonly Func<Exception, Directive> _decide;
    private readonly int _limit;
    private readonly double _within;
    private readonly int _memory;

    public RestartPolicy(ServiceOptions options)
    {
        _options = options;
        (_decide, _limit, double milliseconds) = options.Strategy switch
        {
            OneForOneStrategy one => (one.Decider.Decide, one.MaxNumberOfRetries, one.WithinTimeRangeMilliseconds),
            AllForOneStrategy all => (all.Decider.Decide, all.MaxNumberOfRetries, all.WithinTimeRangeMilliseconds),
            _ => ((Func<Exception, Directive>)(_ => Directive.Restart), options.MaxRestarts, options.Within.TotalMilliseconds),
        };
        _within = milliseconds < 0 ? double.PositiveInfinity : milliseconds / 1000;
        _memory = Math.Max(Memory, _limit + 1);
    }

    /// <summary>What to do about a failure: what the strategy says, but stop when it has granted as many restarts as it may.</summary>
    public Directive Decide(Exception failure, LocalTime now)
    {
        var directive = _decide(failure);
        if (directive != Directive.Restart)
            return directive;
        _restarts.Enqueue(now);
        while (now - _restarts.Peek() > _within || _restarts.Count > _memory)
            _restarts.Dequeue();
        return _limit >= 0 && _restarts.Count > _limit ? Directive.Stop : Directive.Restart;
    }

    /// <summary>How long the restart decided last waits: the first within the window not at all, the second <c>MinBackoff</c>, each further one twice as long.</summary>
    public TimeSpan Pause
    {
        get
        {
            int doublings = _restarts.Count - 2;
            if (doublings < 0)
                return TimeSpan.Zero;
            double seconds = _options.MinBackoff.TotalSeconds * Math.Pow(2, doublings);
            return seconds < _options.MaxBackoff.TotalSeconds ? TimeSpan.FromSeconds(seconds) : _options.MaxBackoff;
        }
    }
}
