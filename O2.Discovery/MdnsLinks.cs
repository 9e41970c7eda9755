using O2.Protocol.Mdns;

namespace O2.Discovery;

/// <summary>The links of this OS process, each shared by all clients that use its interface.</summary>
/// <remarks>Thread-safe: yes.</remarks>
internal static class MdnsLinks
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<UsableInterface, MdnsLink> Links = [];
    private static readonly DnsName Host = MdnsNames.Host(Environment.MachineName, Random.Shared.NextInt64());

    /// <summary>Joins the link of an interface, opening it for the first client in that client's way.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The socket cannot be had.</exception>
    public static MdnsLink Acquire(UsableInterface usable, Func<UsableInterface, IMulticastSocket> open)
    {
        lock (Gate)
        {
            if (!Links.TryGetValue(usable, out MdnsLink? link))
                Links[usable] = link = Open(usable, open);
            link.Users++;
            return link;
        }
    }

    /// <summary>Leaves a link, closing it after the last client.</summary>
    public static void Release(MdnsLink link)
    {
        lock (Gate)
        {
            if (--link.Users > 0)
                return;
            Links.Remove(link.Interface);
            link.Close();
        }
    }

    // The link outlives its first client, so it must not hold on to that client's execution context.
    private static MdnsLink Open(UsableInterface usable, Func<UsableInterface, IMulticastSocket> open)
    {
        if (ExecutionContext.IsFlowSuppressed())
            return new MdnsLink(usable, Host, open);
        using (ExecutionContext.SuppressFlow())
            return new MdnsLink(usable, Host, open);
    }
}
