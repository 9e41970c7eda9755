namespace O2.Protocol.Mqtt;

/// <content>What it says to single processes, and when: who makes up names, or repeats himself, must not make us flood the broker.</content>
public sealed partial class RelayRegistry
{
    /// <summary>In so many seconds a process is answered once at most. What else is to be said to it meanwhile is said then, its last state only.</summary>
    public const double AnswerPeriod = 1;

    /// <summary>How many processes are answered in that time at most; the others wait.</summary>
    public const int MaxAnswers = 50;

    private readonly AnswerPace _pace = new();

    /// <summary>Tells that <see cref="RelayOutput.Announce"/> or <see cref="RelayOutput.Answer"/> was not carried out, because too much waits for the broker: it comes again.</summary>
    /// <param name="now">The local time.</param>
    /// <param name="output">The output.</param>
    public void HandleRefused(LocalTime now, RelayOutput output)
    {
        if (output is RelayOutput.Answer answer && _candidates.TryGetValue(answer.Process, out RelayCandidate? candidate))
            Owe(now, candidate, answer.Parts);
        else if (output is RelayOutput.Announce && _isOnline)
            _nextAnnouncement = LocalTime.Min(_nextAnnouncement, now + AnswerPeriod);
    }

    /// <summary>Tells that a relayed process was not told a change of our state, for the same reason: it is sent the whole.</summary>
    /// <param name="now">The local time.</param>
    /// <param name="process">The process.</param>
    public void HandleMissed(LocalTime now, ProcessName process)
    {
        if (_candidates.TryGetValue(process, out RelayCandidate? candidate))
            Owe(now, candidate, RelayAnswer.State);
    }

    private void Owe(LocalTime now, RelayCandidate candidate, RelayAnswer parts)
    {
        if (candidate.Owed == RelayAnswer.None)
            candidate.AnswerDue = Later(now, _pace.NextOf(candidate.Process.Name));
        candidate.Owed |= parts;
        AnswerWhoIsDue(now);
    }

    private void AnswerWhoIsDue(LocalTime now)
    {
        while (_pace.Next <= now && FirstDue(now) is { } candidate)
            Answer(now, candidate);
    }

    private RelayCandidate? FirstDue(LocalTime now)
    {
        RelayCandidate? first = null;
        foreach (RelayCandidate candidate in _candidates.Values)
        {
            if (candidate.Owed != RelayAnswer.None && candidate.AnswerDue <= now && (first is null || ComesBefore(candidate, first)))
                first = candidate;
        }

        return first;
    }

    private static bool ComesBefore(RelayCandidate one, RelayCandidate other) => one.HasSpoken == other.HasSpoken ? one.AnswerDue < other.AnswerDue : one.HasSpoken;

    private void Answer(LocalTime now, RelayCandidate candidate)
    {
        ProcessName name = candidate.Process.Name;
        (RelayAnswer parts, candidate.Owed) = (candidate.Owed, RelayAnswer.None);
        List<O2Message> messages = [];
        if (parts.HasFlag(RelayAnswer.Introduction))
        {
            Enter(candidate);
            messages.Add(RelayMessages.CreateIntroduction(identity.Self.Name));
        }

        if (!candidate.IsRelayed)
            parts &= ~RelayAnswer.State;   // it has ended meanwhile
        if (parts.HasFlag(RelayAnswer.Callback))
            messages.Add(identity.Introduce(IntroductionKind.Callback));
        _pace.Note(now, name);
        _outputs.Enqueue(new RelayOutput.Answer(name, parts, messages));
    }

    private static LocalTime Later(LocalTime one, LocalTime other) => one > other ? one : other;
}
