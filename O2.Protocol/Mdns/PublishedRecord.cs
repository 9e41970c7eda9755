using System.Net;

namespace O2.Protocol.Mdns;

/// <summary>A record of our own, with when it was sent last and when it is to be sent next.</summary>
internal sealed class PublishedRecord(DnsRecord record, Registration? owner = null)
{
    /// <summary>The record.</summary>
    public DnsRecord Record { get; } = record;

    /// <summary>The service that it belongs to; null for the host's addresses and the list of types.</summary>
    public Registration? Owner { get; } = owner;

    /// <summary>When it was multicast last.</summary>
    public LocalTime Sent { get; private set; } = new(double.NegativeInfinity);

    /// <summary>When it has to be sent as an answer.</summary>
    public LocalTime Due { get; private set; } = LocalTime.Never;

    /// <summary>The only one who waits for the answer, while more of what it knows may still arrive; null otherwise.</summary>
    public IPEndPoint? UnfinishedAsker { get; private set; }

    /// <summary>Plans to send the record; an earlier plan stands.</summary>
    public void Plan(LocalTime due, IPEndPoint? unfinishedAsker)
    {
        UnfinishedAsker = Due == LocalTime.Never || Equals(unfinishedAsker, UnfinishedAsker) ? unfinishedAsker : null;
        Due = LocalTime.Min(Due, due);
    }

    /// <summary>Drops the plan.</summary>
    public void Forget()
    {
        Due = LocalTime.Never;
        UnfinishedAsker = null;
    }

    /// <summary>Notes that the record was multicast.</summary>
    public void MarkSent(LocalTime now)
    {
        Sent = now;
        Forget();
    }
}
