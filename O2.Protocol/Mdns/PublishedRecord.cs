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

    /// <summary>Who waits for the answer; null when nobody does or several do.</summary>
    public IPEndPoint? Asker { get; private set; }

    /// <summary>Plans to send the record; an earlier plan stands.</summary>
    public void Plan(LocalTime due, IPEndPoint asker)
    {
        Asker = Due == LocalTime.Never || asker.Equals(Asker) ? asker : null;
        Due = LocalTime.Min(Due, due);
    }

    /// <summary>Drops the plan, because its only asker knows the record already.</summary>
    public void Forget()
    {
        Due = LocalTime.Never;
        Asker = null;
    }

    /// <summary>Notes that the record was multicast.</summary>
    public void MarkSent(LocalTime now)
    {
        Sent = now;
        Forget();
    }
}
