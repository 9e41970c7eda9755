namespace O2.Protocol.Mdns;

/// <summary>A record of another host, with when it ends and when it is asked for again before that.</summary>
/// <remarks>It is asked for again at 80, 85, 90 and 95 % of its life, each up to 2 % later at random (RFC 6762 section 5.2).</remarks>
internal sealed class CachedRecord<T>
    where T : DnsRecord
{
    private const double FirstRefresh = 0.80, RefreshStep = 0.05, LastRefresh = 0.96, Jitter = 0.02;

    private readonly double _life, _jitter;
    private double _nextRefresh = FirstRefresh;

    public CachedRecord(LocalTime now, T record, Random random)
    {
        Record = record;
        Received = now;
        _life = Math.Min(record.Ttl, MdnsProtocol.OtherTtl);
        Expires = now + _life;
        _jitter = random.NextDouble() * Jitter;
        Plan();
    }

    public T Record { get; }

    public LocalTime Received { get; }

    public LocalTime Expires { get; private set; }

    /// <summary>When to ask for it again.</summary>
    public LocalTime RefreshAt { get; private set; }

    /// <summary>When something has to be done about it.</summary>
    public LocalTime Deadline => LocalTime.Min(RefreshAt, Expires);

    /// <summary>Seconds that the record still lives.</summary>
    public double Remaining(LocalTime now) => Expires - now;

    /// <summary>Notes that it was asked for.</summary>
    public void MarkRefreshed()
    {
        _nextRefresh += RefreshStep;
        Plan();
    }

    /// <summary>Shortens its life, and does not ask for it again.</summary>
    public void ExpireAt(LocalTime time)
    {
        Expires = LocalTime.Min(Expires, time);
        RefreshAt = LocalTime.Never;
    }

    private void Plan() =>
        RefreshAt = _nextRefresh < LastRefresh ? Received + (_nextRefresh + _jitter) * _life : LocalTime.Never;
}
