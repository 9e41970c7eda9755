namespace O2.Protocol.Mqtt;

/// <summary>Decides who connects to whom, and how, when processes meet at a broker.</summary>
/// <remarks>
/// <para>Public addresses are <c>P</c> (ours) and <c>p</c>, internal ones <c>I</c> and <c>i</c>. The process with the lower name is the client.</para>
/// <list type="table">
/// <listheader><term>condition</term><description>we are the client; we are the server</description></listheader>
/// <item><term>same name</term><description>None</description></item>
/// <item><term>p = i: they are not behind NAT</term><description>Connect; Connect if P = I, else Relay</description></item>
/// <item><term>p != i, p = P: the same network</term><description>Connect; Ask</description></item>
/// <item><term>p != i, p != P</term><description>Relay; Ask if P = I, else Wait</description></item>
/// </list>
/// <para>Processes that do not know their public address all have 0, and so seem to be in one network. A connection that cannot be made is
/// replaced by a relay (<see cref="RelayRegistry"/>). Thread-safe: yes. Source: O2 2.0, MQTT, cases 1 and 2.</para>
/// </remarks>
public static class MeetingRules
{
    /// <summary>Decides.</summary>
    /// <param name="self">This process.</param>
    /// <param name="other">The process that announced itself.</param>
    /// <returns>What this process does.</returns>
    public static Meeting Decide(ProcessName self, ProcessName other)
    {
        if (self == other)
            return Meeting.None;

        bool isClient = self.IsClientOf(other), isReachable = self.IsPublic;
        if (other.IsPublic)
            return isClient || isReachable ? Meeting.Connect : Meeting.Relay;

        if (other.PublicIp == self.PublicIp)
            return isClient ? Meeting.Connect : Meeting.Ask;

        return isClient ? Meeting.Relay : isReachable ? Meeting.Ask : Meeting.Wait;
    }

    /// <summary>Tells whether a process that is relayed is worth being asked to connect to us: our address is public, and its is not, so that we cannot connect to it.</summary>
    /// <param name="self">This process.</param>
    /// <param name="other">The process that is relayed.</param>
    /// <returns>True when it can; the reference ignores what it is asked, and stays relayed.</returns>
    public static bool IsWorthAsking(ProcessName self, ProcessName other) => self.IsClientOf(other) && other.Opens(self);
}
