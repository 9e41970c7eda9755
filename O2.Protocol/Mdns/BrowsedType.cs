namespace O2.Protocol.Mdns;

/// <summary>A service type that a browser asks for.</summary>
internal sealed class BrowsedType(string text, LocalTime firstQuery)
{
    private int _queries;

    public string Text { get; } = text;

    public DnsName Name { get; } = MdnsNames.TypeName(text);

    public LocalTime NextQuery { get; private set; } = firstQuery;

    public void MarkQueried(LocalTime now)
    {
        NextQuery = now + _queries switch
        {
            0 => MdnsProtocol.EarlyQueryInterval,
            1 => MdnsProtocol.ThirdQueryInterval,
            _ => Math.Min(MdnsProtocol.MaxQueryInterval, 1 << Math.Min(_queries - 1, 16)),
        };
        _queries++;
    }
}
