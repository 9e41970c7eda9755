using System.Diagnostics.CodeAnalysis;
using O2.Protocol;

namespace O2.Lite;

/// <summary>The hosts that a client may join through, and when each may be tried next.</summary>
/// <remarks>
/// A host may have several discovery records; without one it is not tried, since another program may have its port by now. After a failure a host rests, twice as long after each further one,
/// and a little longer at random so that many clients do not try in step; meanwhile the others are tried. Not thread-safe.
/// </remarks>
/// <param name="firstPause">The pause after the first failure in seconds.</param>
/// <param name="longestPause">The longest pause in seconds.</param>
/// <param name="random">Lengthens pauses.</param>
internal sealed class HostList(double firstPause, double longestPause, Random random)
{
    private const double Jitter = 0.25, ForgetAfter = 60;

    private readonly List<HostCandidate> _candidates = [];

    /// <summary>When a host may be tried; <see cref="LocalTime.Never"/> when none is known.</summary>
    public LocalTime NextAttempt => new(_candidates.Where(IsKnown).Select(candidate => candidate.NotBefore.Seconds).DefaultIfEmpty(LocalTime.Never.Seconds).Min());

    /// <summary>Adds a host under the name of a record, which may have described another one before.</summary>
    public void Add(string record, LiteEndpoint host)
    {
        if (_candidates.Exists(candidate => candidate.Host == host && candidate.Records.Contains(record)))
            return;
        Remove(record);
        HostCandidate? known = _candidates.Find(candidate => candidate.Host == host);
        if (known is null)
            _candidates.Add(known = new HostCandidate(host));
        known.Records.Add(record);
    }

    /// <summary>Forgets a record.</summary>
    public void Remove(string record) => _candidates.ForEach(candidate => candidate.Records.Remove(record));

    /// <summary>Forgets all records but one: a new search begins, and what it does not find again is no longer there.</summary>
    /// <param name="kept">The one that stays.</param>
    public void RemoveAllBut(string kept) => _candidates.ForEach(candidate => candidate.Records.RemoveWhere(record => record != kept));

    /// <summary>Finds the host to try now: of those that may be tried the one that failed least, of equals the one that has waited longest.</summary>
    public bool TryNext(LocalTime now, [NotNullWhen(true)] out LiteEndpoint? host)
    {
        HostCandidate? best = _candidates.Where(candidate => IsKnown(candidate) && candidate.NotBefore <= now)
            .MinBy(candidate => (candidate.Failures, candidate.NotBefore));
        host = best?.Host;
        return best is not null;
    }

    /// <summary>Tells that a host has accepted the client.</summary>
    public void OnAccepted(LiteEndpoint host)
    {
        if (Find(host) is { } candidate)
            candidate.Failures = 0;
    }

    /// <summary>Tells that an attempt has failed, or that a connection has ended.</summary>
    public void OnEnded(LocalTime now, LiteEndpoint host)
    {
        if (Find(host) is { } candidate)
        {
            double pause = Math.Min(longestPause, firstPause * Math.Pow(2, candidate.Failures++));
            candidate.NotBefore = now + pause * (1 + Jitter * random.NextDouble());
        }

        _candidates.RemoveAll(other => other.Records.Count == 0 && other.NotBefore < now - ForgetAfter);
    }

    private static bool IsKnown(HostCandidate candidate) => candidate.Records.Count > 0;

    private HostCandidate? Find(LiteEndpoint host) => _candidates.Find(candidate => candidate.Host == host);
}
