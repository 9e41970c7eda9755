using System.Diagnostics.CodeAnalysis;

namespace O2.Protocol.Mqtt;

/// <summary>The processes of an ensemble that one process hears at a broker: which of them it reaches through the broker, and what it says itself.</summary>
/// <remarks>
/// <para>Sans-IO. After each call drain <see cref="TryDequeueOutput"/>, then arm one timer for <see cref="NextDeadline"/>. Whether a process is
/// connected directly is the driver's knowledge: then a relay is not made.</para>
/// <list type="table">
/// <listheader><term>input</term><description>output</description></listheader>
/// <item><term>online; every 15 s; our clock got global time</term><description>Announce</description></item>
/// <item><term>announcement of a process that is neither relayed nor connected</term><description>as <see cref="MeetingRules"/> say: Discovered;
/// Answer dy CALLBACK; Introduced, Answer mqtt/dy and our state; nothing. If it is for the other one to act, and we hear it for the first time, Announce, within
/// 0.1 s: it need not wait for our next one</description></item>
/// <item><term>announcement of a relayed process</term><description>none; ClockSynchronized once</description></item>
/// <item><term>mqtt/dy of a process that is neither relayed nor connected; of a relayed one</term><description>Introduced, Answer our state; Answer our state</description></item>
/// <item><term>a process that was heard in the last 20 s cannot be connected with</term><description>Introduced, Answer mqtt/dy and our state</description></item>
/// <item><term>dy CALLBACK or INFO</term><description>Discovered</description></item>
/// <item><term>sv, cs/cs of a relayed process</term><description>Announced, ClockSynchronized</description></item>
/// <item><term>bye; nothing heard for 20 s; offline</term><description>Ended, if it is relayed. Bye: Withdrawn</description></item>
/// <item><term>anything else for this process</term><description>Warning</description></item>
/// <item><term>Announce or Answer was refused; a change of our state was missed</term><description>the same again; Answer our state</description></item>
/// </list>
/// <para>A process is answered once in <see cref="AnswerPeriod"/> at most, and <see cref="MaxAnswers"/> processes are; the others wait. What is owed to a process goes in one answer.
/// Those that have said something to us, and not only to all, are answered first, and are not forgotten for others.</para>
/// <para>Thread-safe: no. Source: O2 2.0, MQTT.</para>
/// </remarks>
public sealed partial class RelayRegistry(PeerIdentity identity, bool isSynchronized)
{
    /// <summary>Pause between two announcements, in seconds.</summary>
    public const double AnnouncePeriod = 15;

    /// <summary>After how many seconds in which nothing was heard of it a process is gone.</summary>
    public const double SilenceLimit = 20;

    /// <summary>The least pause between two announcements that answer others, in seconds: made-up names must not make us flood the topic.</summary>
    public const double AnswerPause = 0.1;

    /// <summary>How many processes are known at most; further ones take the place of those that have said nothing to us, the oldest first, or are not heard.</summary>
    public const int MaxProcesses = 4096;

    private readonly Dictionary<ProcessName, RelayCandidate> _candidates = [];
    private readonly Queue<RelayOutput> _outputs = new();
    private bool _isSynchronized = isSynchronized;
    private bool _isOnline;
    private LocalTime _nextAnnouncement = LocalTime.Never;
    private LocalTime _lastAnnouncement = new(double.NegativeInfinity);

    /// <summary>When <see cref="HandleDeadline"/> wants to be called; <see cref="LocalTime.Never"/> while nothing is due.</summary>
    public LocalTime NextDeadline
    {
        get
        {
            LocalTime next = _nextAnnouncement, answer = LocalTime.Never;
            foreach (RelayCandidate candidate in _candidates.Values)
            {
                next = LocalTime.Min(next, candidate.LastHeard + SilenceLimit);
                if (candidate.Owed != RelayAnswer.None)
                    answer = LocalTime.Min(answer, candidate.AnswerDue);
            }

            return LocalTime.Min(next, Later(answer, _pace.Next));
        }
    }

    /// <summary>How many processes are heard.</summary>
    public int Count => _candidates.Count;

    /// <summary>Takes the oldest output that has not been taken yet.</summary>
    /// <param name="output">The output.</param>
    /// <returns>False when there is none.</returns>
    public bool TryDequeueOutput([NotNullWhen(true)] out RelayOutput? output) => _outputs.TryDequeue(out output);

    /// <summary>Tells that messages come and go.</summary>
    /// <param name="now">The local time.</param>
    public void HandleOnline(LocalTime now)
    {
        _isOnline = true;
        Announce(now);
    }

    /// <summary>Tells that the broker is lost. Who is reached through it is gone; who is there when it comes back announces himself.</summary>
    public void HandleOffline()
    {
        _isOnline = false;
        _nextAnnouncement = LocalTime.Never;
        foreach (RelayCandidate candidate in _candidates.Values)
            End(candidate);

        _candidates.Clear();
    }

    /// <summary>Tells that our clock got global time.</summary>
    /// <param name="now">The local time.</param>
    public void HandleSynchronized(LocalTime now)
    {
        if (!_isSynchronized)
        {
            _isSynchronized = true;
            if (_isOnline)
                Announce(now);
        }
    }

    /// <summary>Takes an announcement.</summary>
    /// <param name="now">The local time.</param>
    /// <param name="announcement">The announcement.</param>
    /// <param name="isConnected">Whether we are connected with that process directly.</param>
    public void HandleAnnouncement(LocalTime now, BrokerAnnouncement announcement, bool isConnected)
    {
        ProcessInfo process = announcement.Process;
        if (!_isOnline || process.Name == identity.Self.Name)
            return;

        if (announcement.Kind == BrokerAnnouncementKind.Bye)
        {
            HandleBye(process.Name);
        }
        else if (ProtocolVersion.AreCompatible(process.Version, identity.Self.Version) && TryHear(now, process, out RelayCandidate? candidate, out bool isNew))
        {
            candidate.Process = process;
            if (isConnected)
                candidate.Owed = RelayAnswer.None;
            else if (!candidate.IsRelayed)
                Meet(now, candidate, isNew);

            if (announcement.Kind == BrokerAnnouncementKind.Synchronized)
                MarkSynchronized(candidate);
        }
    }

    /// <summary>Tells that a connection with a process cannot be made.</summary>
    /// <param name="now">The local time.</param>
    /// <param name="process">The process.</param>
    public void HandleUnreachable(LocalTime now, ProcessName process)
    {
        if (_candidates.TryGetValue(process, out RelayCandidate? candidate) && !candidate.IsRelayed)
            Relay(now, candidate, RelayAnswer.Introduction | RelayAnswer.State);
    }

    /// <summary>Tells that a process is connected directly now, or that it is not taken up: it is no longer relayed.</summary>
    /// <param name="process">The process.</param>
    public void HandleReplaced(ProcessName process)
    {
        if (_candidates.TryGetValue(process, out RelayCandidate? candidate))
            End(candidate);
    }

    /// <summary>Tells that <see cref="NextDeadline"/> was reached; too early a call does nothing.</summary>
    /// <param name="now">The local time.</param>
    public void HandleDeadline(LocalTime now)
    {
        if (now >= _nextAnnouncement)
            Announce(now);

        List<RelayCandidate> silent = [];
        foreach (RelayCandidate candidate in _candidates.Values)
        {
            if (now >= candidate.LastHeard + SilenceLimit)
                silent.Add(candidate);
        }

        foreach (RelayCandidate candidate in silent)
            Forget(candidate);
        AnswerWhoIsDue(now);
    }

    /// <summary>Says goodbye. The reference's form is used only when somebody is relayed, who needs it: one who does not know us might break down on it.</summary>
    public void Leave()
    {
        if (!_isOnline)
            return;

        bool isRelaying = false;
        foreach (RelayCandidate candidate in _candidates.Values)
            isRelaying |= candidate.IsRelayed;

        if (isRelaying)
            _outputs.Enqueue(new RelayOutput.Announce(BrokerAnnouncement.WriteReferenceBye(identity.Self.Name), IsLast: true));

        _outputs.Enqueue(new RelayOutput.Announce(new BrokerAnnouncement(identity.Self, BrokerAnnouncementKind.Bye).Write(), IsLast: true));
        HandleOffline();
    }

    private bool TryHear(LocalTime now, ProcessInfo process, [NotNullWhen(true)] out RelayCandidate? candidate, out bool isNew)
    {
        isNew = !_candidates.TryGetValue(process.Name, out candidate);
        if (isNew)
        {
            if (_candidates.Count >= MaxProcesses && !TryMakeRoom())
                return false;

            candidate = new RelayCandidate(process, now);
            _candidates.Add(process.Name, candidate);
        }

        candidate!.LastHeard = now;
        return true;
    }

    /// <summary>Forgets the process that was heard first of those that have said nothing to us: its name may be made up.</summary>
    private bool TryMakeRoom()
    {
        RelayCandidate? first = null;
        foreach (RelayCandidate candidate in _candidates.Values)
        {
            if (!candidate.HasSpoken && (first is null || candidate.FirstHeard < first.FirstHeard))
                first = candidate;
        }

        if (first is not null)
            Forget(first);
        return first is not null;
    }

    private void Meet(LocalTime now, RelayCandidate candidate, bool isNew)
    {
        Meeting meeting = MeetingRules.Decide(identity.Self.Name, candidate.Process.Name);
        switch (meeting)
        {
            case Meeting.Connect:
                _outputs.Enqueue(new RelayOutput.Discovered(candidate.Process));
                break;
            case Meeting.Ask:
                Owe(now, candidate, RelayAnswer.Callback);
                break;
            case Meeting.Relay:
                Relay(now, candidate, RelayAnswer.Introduction | RelayAnswer.State);
                break;
        }

        if (isNew && meeting is Meeting.Ask or Meeting.Wait)
        {
            _nextAnnouncement = LocalTime.Min(_nextAnnouncement, _lastAnnouncement + AnswerPause);
            HandleDeadline(now);
        }
    }

    /// <summary>With an introduction, the process is relayed when that goes: before, it says nothing to us.</summary>
    private void Relay(LocalTime now, RelayCandidate candidate, RelayAnswer parts)
    {
        if (!parts.HasFlag(RelayAnswer.Introduction))
            Enter(candidate);
        Owe(now, candidate, MeetingRules.IsWorthAsking(identity.Self.Name, candidate.Process.Name) ? parts | RelayAnswer.Callback : parts);
    }

    private void Enter(RelayCandidate candidate)
    {
        if (!candidate.IsRelayed)
        {
            candidate.IsRelayed = true;
            _outputs.Enqueue(new RelayOutput.Introduced(candidate.Process));
        }
    }

    private void MarkSynchronized(RelayCandidate candidate)
    {
        if (candidate is { IsRelayed: true, IsSynchronized: false })
        {
            candidate.IsSynchronized = true;
            _outputs.Enqueue(new RelayOutput.ClockSynchronized(candidate.Process.Name));
        }
    }

    private void HandleBye(ProcessName process)
    {
        _outputs.Enqueue(new RelayOutput.Withdrawn(process));
        if (_candidates.TryGetValue(process, out RelayCandidate? candidate))
            Forget(candidate);
    }

    private void Forget(RelayCandidate candidate)
    {
        End(candidate);
        _candidates.Remove(candidate.Process.Name);
    }

    private void End(RelayCandidate candidate)
    {
        if (candidate.IsRelayed)
        {
            candidate.IsRelayed = candidate.IsSynchronized = false;
            candidate.Owed = RelayAnswer.None;
            _outputs.Enqueue(new RelayOutput.Ended(candidate.Process.Name));
        }
    }

    private void Announce(LocalTime now)
    {
        BrokerAnnouncementKind kind = _isSynchronized ? BrokerAnnouncementKind.Synchronized : BrokerAnnouncementKind.Here;
        _outputs.Enqueue(new RelayOutput.Announce(new BrokerAnnouncement(identity.Self, kind).Write()));
        _lastAnnouncement = now;
        _nextAnnouncement = now + AnnouncePeriod;
    }
}
