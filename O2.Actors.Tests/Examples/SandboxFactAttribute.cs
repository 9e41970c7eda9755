using System.ComponentModel;
using System.Diagnostics;

namespace O2.Actors.Tests.Examples;

/// <summary>A test in a network of its own; skipped, with the reason, on a machine that cannot make one.</summary>
internal sealed class SandboxFactAttribute : FactAttribute
{
    private const string LayCable =
        """
        PATH=$PATH:/usr/sbin:/sbin
        ip link set lo up && ip link add stage type veth peer name hall && ip link set hall up && ip link set stage up &&
          ip addr add 192.0.2.1/24 dev stage && ip route add default dev stage && exec "$@"
        """;

    private static readonly Lazy<bool> CanMakeNetworks = new(() => Runs("unshare", [.. Sandbox, "true"]));

    public SandboxFactAttribute() =>
        Skip = CanMakeNetworks.Value ? null : "NOT RUN: the test needs Linux with unshare and ip (apt-get install iproute2), to make a network of its own.";

    /// <summary>The arguments of <c>unshare</c> before a program that is to find nothing but itself on its network: loopback, and a cable between two ends of its own.</summary>
    public static IEnumerable<string> Sandbox => ["--user", "--map-root-user", "--net", "sh", "-c", LayCable, "sh"];

    private static bool Runs(string program, IEnumerable<string> arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
