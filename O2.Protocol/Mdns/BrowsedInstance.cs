namespace O2.Protocol.Mdns;

/// <summary>What a browser knows of one service instance.</summary>
internal sealed class BrowsedInstance(DnsName name, BrowsedType type, CachedRecord<PtrRecord> pointer)
{
    public DnsName Name { get; } = name;

    public BrowsedType Type { get; } = type;

    public CachedRecord<PtrRecord> Pointer { get; set; } = pointer;

    public CachedRecord<SrvRecord>? Server { get; set; }

    public CachedRecord<TxtRecord>? Text { get; set; }

    /// <summary>What the user was told last; null when the user does not know of the instance.</summary>
    public DiscoveredService? Reported { get; set; }

    /// <summary>When to ask for missing records.</summary>
    public LocalTime ResolveAt { get; private set; } = LocalTime.Never;

    private int _resolveAttempts;

    public void ResolveFrom(LocalTime now)
    {
        _resolveAttempts = 0;
        ResolveAt = now;
    }

    public void MarkResolveAsked(LocalTime now)
    {
        double wait = MdnsProtocol.ResolveInterval * (1 << _resolveAttempts);
        ResolveAt = ++_resolveAttempts < MdnsProtocol.MaxResolveAttempts ? now + wait : LocalTime.Never;
    }

    public void MarkResolved() => ResolveAt = LocalTime.Never;
}
