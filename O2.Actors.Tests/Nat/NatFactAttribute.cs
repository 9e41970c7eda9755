using System.Diagnostics;
using O2.Actors.Tests.Discovery;

namespace O2.Actors.Tests.Nat;

/// <summary>A test with home networks behind routers; skipped, with the reason, where the machine or the user cannot make network namespaces.</summary>
internal sealed class NatFactAttribute : FactAttribute
{
    private const string Probe = "mount -t tmpfs tmpfs /run && mkdir /run/netns && ip netns add probe && ip netns exec probe nft add table ip probe";
    private static readonly string[] Programs = ["unshare", "nsenter", "bash", "ip", "nft", "mosquitto"];
    private static readonly string[] Folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), "/usr/sbin", "/sbin"];
    private static readonly Lazy<string?> Reason = new(FindReason);

    public NatFactAttribute() => Skip = Reason.Value;

    private static string? FindReason()
    {
        string[] missing = [.. Programs.Where(program => !Folders.Any(folder => File.Exists(Path.Combine(folder, program))))];
        if (missing.Length > 0)
            return $"NOT CHECKED BEHIND ROUTERS: {string.Join(", ", missing)} not found (apt-get install iproute2 nftables mosquitto).";
        var start = new ProcessStartInfo("unshare", [.. AvahiFactAttribute.Sandbox, "bash", "-c", $"PATH=$PATH:/usr/sbin:/sbin; {Probe}"]) { RedirectStandardError = true };
        using var probe = Process.Start(start)!;
        string complaint = probe.StandardError.ReadToEnd();
        probe.WaitForExit();
        return probe.ExitCode == 0 ? null : $"NOT CHECKED BEHIND ROUTERS: the test has to make network namespaces with nftables: {complaint.Trim()}";
    }
}
