using System.Diagnostics.CodeAnalysis;
using O2.Protocol;

namespace O2.Lite;

/// <summary>The hosts that a client may join through, and when each may be tried next.</summary>
/// <remarks>
/// A host may have several discovery records; it is forgotten with the last of them. After a failure a host rests, twice as long after each further one,
/// and a little longer at random so that many clients do not try in step; meanwhile the others are tried. Not thread-safe.
/// </remarks>
/// <param name="firstPause">The pause after the first failure in seconds.</param>
/// <param name="longestPause">The longest pause in seconds.</param>
/// <param name="random">Lengthens pauses.</param>
internal sealed class HostList(double firstPause, double longestPause, Random random)
{
    private const double Jitter = 0.25;

    private readonly List<HostCandidate> _candidates = [];

    /// <summary>When a host may be tried; <see cref="LocalTime.Never"/> when none is known.</summary>
    public LocalTime NextAttempt
    {
        get
        {
            LocalTime next = LocalTime.Never;
            foreach (HostCandidate candidate in _candidates) next = LocalTime.Min(next, candidate.NotBefore);
            return next;
        }
    }

    /// <summary>Adds a host under the name of a record, which may have described another one before.</summary>
    public void Add(string record, LiteEndpoint host)
    {
        if (_candidates.Exists(candidate => candidate.Host == host && candidate.Records.Contains(record))) return;
        Remove(record);
        HostCandidate? known = _candidates.Find(candidate => candidate.Host == host);
        if (known is null) _candidates.Add(known = new HostCandidate(host));
        known.Records.Add(record);
    }

    /// <summary>Forgets a record.</summary>
    public void Remove(string record) => _candidates.RemoveAll(candidate => candidate.Records.Remove(record) && candidate.Records.Count == 0);

    /// <summary>Finds the host to try now: of those that may be tried the one that failed least, of equals the one that has waited longest.</summary>
    public bool TryNext(LocalTime now, [NotNullWhen(true)] out LiteEndpoint? host)
    {
        HostCandidate? best = null;
        foreach (HostCandidate candidate in _candidates)
        {
            if (!(candidate.NotBefore <= now)) continue;
            if (best is null || (candidate.Failures, candidate.NotBefore).CompareTo((best.Failures, best.NotBefore)) < 0) best = candidate;
        }

        host = best?.Host;
        return best is not null;
    }

    /// <summary>Tells that a host has accepted the client.</summary>
    public void OnAccepted(LiteEndpoint host)
    {
        if (Find(host) is { } candidate) candidate.Failures = 0;
    }

    /// <summary>Tells that an attempt has failed, or that a connection has ended.</summary>
    public void OnEnded(LocalTime now, LiteEndpoint host)
    {
        if (Find(host) is not { } candidate) return;
        double pause = Math.Min(longestPause, firstPause * Math.Pow(2, candidate.Failures++));
        candidate.NotBefore = now + pause * (1 + Jitter * random.NextDouble());
    }

    private HostCandidate? Find(LiteEndpoint host) => _candidates.Find(candidate => candidate.Host == host);
}
