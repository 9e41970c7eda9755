using System.Diagnostics.CodeAnalysis;

namespace O2.Protocol;

/// <summary>All processes that were discovered: decides whom to connect to and when, which of two connections stays, and who has joined or left.</summary>
/// <remarks>
/// <para>Sans-IO. After each call drain <see cref="TryDequeueOutput"/>, then arm one timer for <see cref="NextDeadline"/>. Connections are objects
/// of the driver; the registry only compares them.</para>
/// <list type="table">
/// <listheader><term>state, input</term><description>new state; output</description></listheader>
/// <item><term>unknown, discovered</term><description>Trying; Open (a lasting connection if our name is the lower one, else a callback)</description></item>
/// <item><term>Pausing, discovered again</term><description>the pause ends <see cref="ReconnectOptions.FirstPause"/> after the last failure, if that is sooner</description></item>
/// <item><term>Trying, Asked, Connected, discovered again</term><description>nothing (browsers report one process once for each interface)</description></item>
/// <item><term>unknown or Pausing, while <see cref="ReconnectOptions.MaxAttempts"/> are Trying</term><description>Pausing</description></item>
/// <item><term>Pausing, deadline</term><description>Trying; Open</description></item>
/// <item><term>Trying, callback delivered</term><description>Asked</description></item>
/// <item><term>Asked, deadline</term><description>as a failure</description></item>
/// <item><term>Trying, failure</term><description>Pausing, twice as long as before; unknown if it is leaving, was silent too often or not seen for too long</description></item>
/// <item><term>any but Connected, introduced</term><description>Connected; Joined</description></item>
/// <item><term>Connected, introduced on another connection</term><description>Connected; Left, Close the old one, Joined. But a connection opened by the side
/// with the lower name is not given up for one opened by the other: then Close the new one</description></item>
/// <item><term>Connected, its connection ended</term><description>Pausing; Left. Unknown if it is leaving</description></item>
/// <item><term>record withdrawn</term><description>leaving; unknown at once if Pausing or Asked</description></item>
/// <item><term>Trying or Asked, failure, while there is no relay</term><description>Unreachable, besides</description></item>
/// <item><term>any but Connected, relayed</term><description>Joined; attempts to connect go on as before</description></item>
/// <item><term>Connected, relayed</term><description>Close the relay</description></item>
/// <item><term>relayed, introduced on a connection</term><description>Connected; Left, Close the relay, Joined</description></item>
/// <item><term>relayed, relay ended</term><description>Left; unknown if there were no attempts to connect</description></item>
/// </list>
/// <para>The reference never reconnects by itself; here both sides try, the server of a pair by further callbacks. Thread-safe: no.
/// Source: O2 2.0, connections and hub.</para>
/// </remarks>
public sealed class PeerRegistry
{
    private readonly PeerIdentity _identity;
    private readonly ReconnectOptions _options;
    private readonly Random _random;
    private readonly Dictionary<ProcessName, PeerCandidate> _candidates = [];
    private readonly Queue<RegistryOutput> _outputs = new();
    private bool _usesHub;

    /// <summary>Makes a registry that knows nobody.</summary>
    /// <param name="identity">What this process tells about itself.</param>
    /// <param name="options">How it goes on trying.</param>
    /// <param name="random">Source of the jitter; give it a seed to make runs repeatable.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public PeerRegistry(PeerIdentity identity, ReconnectOptions options, Random random)
    {
        options.Validate();
        _identity = identity;
        _options = options;
        _random = random;
    }

    /// <summary>When <see cref="HandleDeadline"/> wants to be called; <see cref="LocalTime.Never"/> while nothing is due.</summary>
    public LocalTime NextDeadline
    {
        get
        {
            LocalTime next = LocalTime.Never;
            foreach (PeerCandidate candidate in _candidates.Values)
                next = LocalTime.Min(next, candidate.Deadline);

            return next;
        }
    }

    /// <summary>How many processes are known, connected or not.</summary>
    public int Count => _candidates.Count;

    /// <summary>Takes the oldest output that has not been taken yet.</summary>
    /// <param name="output">The output.</param>
    /// <returns>False when there is none.</returns>
    public bool TryDequeueOutput([NotNullWhen(true)] out RegistryOutput? output) => _outputs.TryDequeue(out output);

    /// <summary>Tells that a process was discovered: by its record, by its wish to be connected to, by a hub, by a user.</summary>
    /// <param name="now">The local time.</param>
    /// <param name="process">The process; ignored when it is this one or has another major version.</param>
    /// <param name="byHub">Whether a hub told us.</param>
    public void HandleDiscovered(LocalTime now, ProcessInfo process, bool byHub = false)
    {
        if (process.Name == _identity.Self.Name || !ProtocolVersion.AreCompatible(process.Version, _identity.Self.Version))
            return;

        if (!_candidates.TryGetValue(process.Name, out PeerCandidate? candidate))
        {
            if (_candidates.Count < _options.MaxProcesses)
            {
                candidate = new PeerCandidate(process, now) { IsFoundByHub = byHub };
                _candidates.Add(process.Name, candidate);
                Try(now, candidate);
            }

            return;
        }

        candidate.LastSeen = now;
        candidate.IsLeaving = false;
        if (candidate.State == PeerCandidate.Phase.Pausing)
        {
            candidate.Info = process;
            candidate.Deadline = LocalTime.Min(candidate.Deadline, candidate.LastFailure + _options.FirstPause);
            HandleDeadline(now);
        }
    }

    /// <summary>Tells that a process has withdrawn its last record: it is leaving. Not for a record that has merely expired.</summary>
    /// <param name="process">The process.</param>
    public void HandleWithdrawn(ProcessName process)
    {
        if (_candidates.TryGetValue(process, out PeerCandidate? candidate))
        {
            candidate.IsLeaving = true;
            if (candidate.State is PeerCandidate.Phase.Pausing or PeerCandidate.Phase.Asked)
                GiveUp(candidate);
        }
    }

    /// <summary>Tells that both sides of a connection have accepted each other.</summary>
    /// <param name="now">The local time.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="role">What the connection is for: <see cref="PeerRole.Client"/> or <see cref="PeerRole.Accepted"/>.</param>
    /// <param name="process">The process at the other end.</param>
    public void HandleIntroduced(LocalTime now, object connection, PeerRole role, ProcessInfo process)
    {
        bool isRegular = _identity.Self.Name.IsClientOf(process.Name) == (role == PeerRole.Client);
        if (!_candidates.TryGetValue(process.Name, out PeerCandidate? candidate))
        {
            if (_candidates.Count >= _options.MaxProcesses)
            {
                Put(new RegistryOutput.Close(connection));
                return;
            }

            candidate = new PeerCandidate(process, now) { IsFoundByHub = _usesHub && role == PeerRole.Accepted };
            _candidates.Add(process.Name, candidate);
        }
        else if (candidate.Connection is { } old)
        {
            if (candidate.IsRegular && !isRegular)
            {
                Put(new RegistryOutput.Close(connection));
                return;
            }

            Put(new RegistryOutput.Left(process.Name));
            Put(new RegistryOutput.Close(old));
        }
        else if (candidate.Relay is { } relay)
        {
            candidate.Relay = null;
            Put(new RegistryOutput.Left(process.Name));
            Put(new RegistryOutput.Close(relay));
        }

        candidate.Info = process;
        candidate.IsLeaving = false;
        candidate.State = PeerCandidate.Phase.Connected;
        candidate.Deadline = LocalTime.Never;
        candidate.Failures = candidate.Silences = 0;
        candidate.Connection = connection;
        candidate.IsRegular = isRegular;
        Put(new RegistryOutput.Joined(process, connection, candidate.IsFoundByHub));
        foreach (PeerCandidate other in _candidates.Values)
        {
            if (other.IsHubClient || candidate.IsHubClient)   // what a client was told by the connection before may be lost
            {
                IntroduceToEachOther(candidate, other);
            }
        }
    }

    /// <summary>Tells that a session ended.</summary>
    /// <param name="now">The local time.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="role">What the connection was for.</param>
    /// <param name="process">The process at the other end; null when it never introduced itself.</param>
    /// <param name="reason">Why it ended.</param>
    public void HandleEnded(LocalTime now, object connection, PeerRole role, ProcessName? process, PeerEndReason reason)
    {
        if (process is null || !_candidates.TryGetValue(process, out PeerCandidate? candidate))
            return;

        if (candidate.Connection == connection)
        {
            candidate.Connection = null;
            candidate.IsHubClient = false;
            candidate.LastSeen = now;
            Put(new RegistryOutput.Left(process));
            Fail(now, candidate);
        }
        else if (candidate.State == PeerCandidate.Phase.Trying && role != PeerRole.Accepted)
        {
            if (reason == PeerEndReason.CallbackDelivered)
            {
                candidate.State = PeerCandidate.Phase.Asked;
                candidate.Deadline = now + _options.CallbackAnswer;
                return;
            }

            candidate.Silences += reason is PeerEndReason.NoAcceptance or PeerEndReason.CallbackNotTaken ? 1 : 0;
            FailToConnect(now, candidate);
        }
    }

    /// <summary>Tells that a process is reached through a broker now.</summary>
    /// <param name="now">The local time.</param>
    /// <param name="relay">The link.</param>
    /// <param name="process">The process.</param>
    public void HandleRelayed(LocalTime now, object relay, ProcessInfo process)
    {
        if (!_candidates.TryGetValue(process.Name, out PeerCandidate? candidate) && _candidates.Count < _options.MaxProcesses)
        {
            candidate = new PeerCandidate(process, now);
            _candidates.Add(process.Name, candidate);
        }

        if (candidate is not { Connection: null, Relay: null })
        {
            Put(new RegistryOutput.Close(relay));
            return;
        }

        candidate.Relay = relay;
        Put(new RegistryOutput.Joined(process, relay, ByHub: false));
    }

    /// <summary>Tells that a process is no longer reached through a broker.</summary>
    /// <param name="relay">The link.</param>
    /// <param name="process">The process.</param>
    public void HandleRelayEnded(object relay, ProcessName process)
    {
        if (_candidates.TryGetValue(process, out PeerCandidate? candidate) && candidate.Relay == relay)
        {
            candidate.Relay = null;
            Put(new RegistryOutput.Left(process));
            if (candidate.State == PeerCandidate.Phase.Pausing && candidate.Deadline == LocalTime.Never)
                _candidates.Remove(process);
        }
    }

    /// <summary>Tells that <see cref="NextDeadline"/> was reached; too early a call does nothing.</summary>
    /// <param name="now">The local time.</param>
    public void HandleDeadline(LocalTime now)
    {
        List<PeerCandidate> due = [];
        foreach (PeerCandidate candidate in _candidates.Values)
        {
            if (candidate.Deadline <= now)
                due.Add(candidate);
        }

        foreach (PeerCandidate candidate in due)
        {
            if (candidate.State == PeerCandidate.Phase.Pausing)
                Try(now, candidate);
            else
                FailToConnect(now, candidate);
        }
    }

    /// <summary>Tells that this process uses a hub: who connects to us from now on, and was not discovered, was told to by the hub.</summary>
    public void HandleHubAnswered() => _usesHub = true;

    /// <summary>
    /// Tells that a connected process uses this one as its hub: the lower one of each pair is told about the higher one, to which it connects then.
    /// So is each pair that it makes with those who join later, which the reference leaves out.
    /// </summary>
    /// <param name="client">The process that asked.</param>
    public void HandleHubRequest(ProcessName client)
    {
        if (!_candidates.TryGetValue(client, out PeerCandidate? asking) || asking.Connection is null)
            return;

        asking.IsHubClient = true;
        foreach (PeerCandidate other in _candidates.Values)
            IntroduceToEachOther(asking, other);
    }

    private void IntroduceToEachOther(PeerCandidate one, PeerCandidate other)
    {
        if (one != other && one.Connection is not null && other.Connection is not null)
        {
            (PeerCandidate lower, PeerCandidate higher) = one.Info.Name.IsClientOf(other.Info.Name) ? (one, other) : (other, one);
            Introduce(higher, to: lower);
            if (higher.Info.Name.Opens(lower.Info.Name))
            {
                Introduce(lower, to: higher);   // the lower one cannot connect
            }
        }
    }

    private void Introduce(PeerCandidate process, PeerCandidate to) =>
        Put(new RegistryOutput.Send(to.Connection!, new Introduction(_identity.Ensemble, process.Info, IntroductionKind.Info).ToMessage()));

    private void Try(LocalTime now, PeerCandidate candidate)
    {
        if (IsBusy())
        {
            candidate.State = PeerCandidate.Phase.Pausing;
            candidate.Deadline = now + Jittered(_options.FirstPause);
            return;
        }

        candidate.State = PeerCandidate.Phase.Trying;
        candidate.Deadline = LocalTime.Never;
        Put(new RegistryOutput.Open(candidate.Info));
    }

    private void FailToConnect(LocalTime now, PeerCandidate candidate)
    {
        Fail(now, candidate);
        if (candidate.Relay is null)
            Put(new RegistryOutput.Unreachable(candidate.Info.Name));
    }

    private void Fail(LocalTime now, PeerCandidate candidate)
    {
        if (candidate.IsLeaving || candidate.Silences >= _options.MaxSilences || now - candidate.LastSeen > _options.ForgetAfter)
        {
            GiveUp(candidate);
            return;
        }

        double pause = Math.Min(_options.FirstPause * Math.Pow(2, candidate.Failures), _options.LongestPause);
        candidate.Failures++;
        candidate.LastFailure = now;
        candidate.State = PeerCandidate.Phase.Pausing;
        candidate.Deadline = now + Jittered(pause);
    }

    /// <summary>No more attempts; one that is relayed stays so.</summary>
    private void GiveUp(PeerCandidate candidate)
    {
        candidate.State = PeerCandidate.Phase.Pausing;
        candidate.Deadline = LocalTime.Never;
        if (candidate.Relay is null)
            _candidates.Remove(candidate.Info.Name);
    }

    private double Jittered(double pause) => pause * (1 + (_options.Jitter * _random.NextDouble()));

    /// <summary>Whoever makes up processes must not make us open thousands of connections at once.</summary>
    private bool IsBusy()
    {
        int attempts = 0;
        foreach (PeerCandidate candidate in _candidates.Values)
            attempts += candidate.State == PeerCandidate.Phase.Trying ? 1 : 0;

        return attempts >= _options.MaxAttempts;
    }

    private void Put(RegistryOutput output) => _outputs.Enqueue(output);
}
