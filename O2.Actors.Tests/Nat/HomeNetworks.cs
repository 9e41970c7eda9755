using System.Globalization;
using O2.Actors.Tests.Discovery;

namespace O2.Actors.Tests.Nat;

/// <summary>Two homes behind routers, and two computers with public addresses on the Internet between them, as network namespaces of this machine.</summary>
/// <remarks>
/// <code>
/// home1-1 192.168.1.11 --+
/// home1-2 192.168.1.12 --+-- router1 203.0.113.101 --+
///                                                    +-- server 203.0.113.10, studio 203.0.113.200
/// home2-1 192.168.1.11 ----- router2 203.0.113.102 --+
/// </code>
/// The routers translate addresses as those of homes do (masquerading: an outside port answers nobody but whom the computer behind it has called), and
/// drop what comes from outside unasked. They have to drop what is meant for themselves, too: else the system remembers it as a flow of that port, and gives
/// the next caller from inside another one.
/// What passes from one computer of a home to another is let through, too: some systems show it to the rules, though it only crosses a switch.
/// All of it lives in one sandbox with its own network, mounts and processes: when the sandbox's first process ends, however that comes, the system removes
/// the rest. So no names can clash, and nothing is left behind.
/// </remarks>
internal sealed class HomeNetworks : IAsyncDisposable
{
    public const string ServerAddress = "203.0.113.10", StudioAddress = "203.0.113.200";
    public const string Server = "server", FirstHome = "home1-1", FirstHomeToo = "home1-2", SecondHome = "home2-1", Studio = "studio";

    private const string Script =
        """
        set -eu
        PATH=$PATH:/usr/sbin:/sbin
        mount -t tmpfs tmpfs /run && mkdir /run/netns

        computer() { ip netns add "$1" && ip -n "$1" link set lo up; }
        switch() { ip -n "$1" link add "$2" type bridge && ip -n "$1" link set "$2" up; }
        ports=0
        plug() { # COMPUTER DEVICE ADDRESS, into the switch SWITCH of COMPUTER2
          ports=$((ports + 1))
          ip -n "$1" link add "$2" type veth peer name "port$ports" netns "$4"
          ip -n "$4" link set "port$ports" master "$5" up
          ip -n "$1" addr add "$3/24" dev "$2" && ip -n "$1" link set "$2" up
        }
        home() { # NUMBER COMPUTERS
          computer "router$1" && switch "router$1" lan && ip -n "router$1" addr add 192.168.1.1/24 dev lan
          plug "router$1" wan "203.0.113.10$1" internet wires
          ip netns exec "router$1" sh -c 'echo 1 > /proc/sys/net/ipv4/ip_forward'
          ip netns exec "router$1" nft -f - <<'RULES'
            table ip router {
              chain leaving { type nat hook postrouting priority srcnat; oifname "wan" masquerade; }
              chain passing { type filter hook forward priority filter; policy drop; ct state established,related accept; iifname "lan" accept; }
              chain entering { type filter hook input priority filter; iifname "wan" ct state new drop; }
            }
        RULES
          for i in $(seq "$2"); do
            computer "home$1-$i" && plug "home$1-$i" eth0 "192.168.1.1$i" "router$1" lan
            ip -n "home$1-$i" route add default via 192.168.1.1
          done
        }

        computer internet && switch internet wires
        computer server && plug server eth0 203.0.113.10 internet wires
        computer studio && plug studio eth0 203.0.113.200 internet wires
        home 1 2
        home 2 1
        echo ready
        cat > /dev/null
        """;

    private readonly ChildProcess _sandbox;
    private readonly string _first;

    private HomeNetworks(ChildProcess sandbox)
    {
        _sandbox = sandbox;
        _first = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{sandbox.Id}/task/{sandbox.Id}/children")).Trim();
    }

    public static async Task<HomeNetworks> BuildAsync()
    {
        var sandbox = new ChildProcess("unshare", [.. AvahiFactAttribute.Sandbox, "bash", "-c", Script]);
        try
        {
            await sandbox.WaitForAsync("ready");
            return new HomeNetworks(sandbox);
        }
        catch
        {
            await sandbox.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a program on one of the computers.</summary>
    public ChildProcess Start(string computer, string program, params IEnumerable<string> arguments) =>
        new("nsenter", ["-t", _first, "-m", "-p", "ip", "netns", "exec", computer, program, .. arguments]);

    /// <summary>Starts Program.cs of this assembly on one of the computers.</summary>
    public ChildProcess StartTests(string computer, params IEnumerable<string> arguments) => Start(computer, "dotnet", ChildProcess.CommandOfTests(arguments));

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();
}
