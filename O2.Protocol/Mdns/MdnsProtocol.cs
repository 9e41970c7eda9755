using System.Net;

namespace O2.Protocol.Mdns;

/// <summary>The fixed numbers of multicast DNS.</summary>
/// <remarks>Source: RFC 6762. Times are in seconds.</remarks>
public static class MdnsProtocol
{
    /// <summary>The UDP port that all multicast DNS hosts share, as source and as destination.</summary>
    public const int Port = 5353;

    /// <summary>The TTL of the IP header of all datagrams (section 11).</summary>
    public const int IpTimeToLive = 255;

    /// <summary>Time to live of records that name a host or depend on its address (SRV, A) (section 10).</summary>
    internal const uint HostTtl = 120;

    /// <summary>Time to live of all other records (section 10), and the longest time that a record of others is believed without asking again.</summary>
    internal const uint OtherTtl = 4500;

    /// <summary>How many probes ask for a name before it is taken (section 8.1).</summary>
    internal const int Probes = 3;

    /// <summary>Between two probes, and the longest wait before the first (section 8.1).</summary>
    internal const double ProbeInterval = 0.25;

    /// <summary>The wait of the host that loses against a simultaneous probe (section 8.2).</summary>
    internal const double LostProbeWait = 1;

    /// <summary>How many announcements there are (section 8.3).</summary>
    internal const int Announcements = 2;

    /// <summary>Between two announcements (section 8.3).</summary>
    internal const double AnnouncementInterval = 1;

    /// <summary>A record is not multicast again before this time has gone (section 6).</summary>
    internal const double MinMulticastInterval = 1;

    /// <summary>The same for a record that defends its name against a probe (section 6).</summary>
    internal const double MinDefenceInterval = 0.25;

    /// <summary>The least wait for further known answers when a query is marked truncated (section 7.2); a random tenth of a second is added.</summary>
    internal const double TruncatedQueryWait = 0.4;

    /// <summary>
    /// Answers that several hosts may give are spread at random over this time. Section 6 proposes 20 to 120 ms; musicians wait for the answer, a
    /// hundred answers of 250 bytes are few for today's networks, and one that is lost is asked for again.
    /// </summary>
    internal const double SharedAnswerSpread = 0.02;

    /// <summary>More conflicts than this, each within <see cref="ConflictWindow"/> of the one before, make a prober pause (section 8.1).</summary>
    internal const int MaxConflicts = 15;

    /// <summary>See <see cref="MaxConflicts"/>.</summary>
    internal const double ConflictWindow = 10;

    /// <summary>The pause of a prober after too many conflicts (section 8.1).</summary>
    internal const double ConflictPause = 5;

    /// <summary>
    /// The mean time after which a stand-by tries for the name again, in case its holder died without a goodbye; a quarter more or less at random.
    /// </summary>
    internal const double StandByInterval = 60;

    /// <summary>
    /// The wait between the first and second query; shorter than the second of section 5.2, since the first may be lost or come while a peer still
    /// opens its socket.
    /// </summary>
    internal const double EarlyQueryInterval = 0.3;

    /// <summary>The wait between the second and third query, from where on it is 2, 4, 8 … seconds (section 5.2).</summary>
    internal const double ThirdQueryInterval = 0.7;

    /// <summary>The longest wait between two queries for a type.</summary>
    internal const double MaxQueryInterval = 60;

    /// <summary>The wait before a missing SRV, TXT or A record is asked for again; it doubles from time to time.</summary>
    internal const double ResolveInterval = 0.25;

    /// <summary>How often a missing record is asked for until its instance is heard of again.</summary>
    internal const int MaxResolveAttempts = 6;

    /// <summary>A record that is taken back, or replaced by others, lives on for this time (sections 10.1 and 10.2).</summary>
    internal const double GoodbyeWait = 1;

    /// <summary>The group that all multicast DNS hosts on a link have joined.</summary>
    public static IPAddress Group { get; } = new([224, 0, 0, 251]);
}
