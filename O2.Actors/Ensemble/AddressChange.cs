using System.Net;

namespace O2.Actors;

/// <summary>Decides whether the addresses that a machine has now make a process leave and join again under another name.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>the address in the process's name</term><description>decision</description></listheader>
/// <item><term>is still there</term><description>stay, whatever other addresses came or went: others can still connect to it</description></item>
/// <item><term>is gone, another one is there</term><description>move</description></item>
/// <item><term>is gone, none but loopback is there (the cable is out)</term><description>stay: the same address may come back</description></item>
/// <item><term>is loopback, because there was no other at the start</term><description>move as soon as there is one</description></item>
/// </list>
/// See <c>docs/decisions/0006-address-change.md</c>.
/// </remarks>
internal static class AddressChange
{
    /// <summary>True when the process has to move to another address.</summary>
    public static bool IsToMove(IPAddress named, IReadOnlyList<IPAddress> present)
    {
        bool isThere = !IPAddress.IsLoopback(named) && present.Contains(named);
        return !isThere && present.Any(address => !IPAddress.IsLoopback(address));
    }
}
