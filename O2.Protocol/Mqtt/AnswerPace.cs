namespace O2.Protocol.Mqtt;

/// <summary>How often a process answers others at a broker: each of them once in a second, and all together so many times.</summary>
/// <remarks>Who was answered is remembered for that second, also when it has said goodbye meanwhile.</remarks>
internal sealed class AnswerPace
{
    private readonly Queue<(LocalTime Time, ProcessName Process)> _recent = new(RelayRegistry.MaxAnswers);

    /// <summary>When somebody may be answered; a moment that is past when that is now.</summary>
    public LocalTime Next => _recent.Count < RelayRegistry.MaxAnswers ? new(double.NegativeInfinity) : _recent.Peek().Time + RelayRegistry.AnswerPeriod;

    /// <summary>When that process may be answered, if anybody may.</summary>
    public LocalTime NextOf(ProcessName process)
    {
        foreach ((LocalTime time, ProcessName answered) in _recent)
        {
            if (answered == process)
                return time + RelayRegistry.AnswerPeriod;
        }

        return new(double.NegativeInfinity);
    }

    /// <summary>Notes that a process is answered now.</summary>
    public void Note(LocalTime now, ProcessName process)
    {
        while (_recent.TryPeek(out (LocalTime Time, ProcessName Process) oldest) && oldest.Time + RelayRegistry.AnswerPeriod <= now)
            _recent.Dequeue();
        _recent.Enqueue((now, process));
    }
}
