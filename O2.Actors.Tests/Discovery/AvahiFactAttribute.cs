using System.Diagnostics;

namespace O2.Actors.Tests.Discovery;

/// <summary>A test with the real Avahi; skipped, with the reason, on a machine that lacks it, and for users other than root.</summary>
internal sealed class AvahiFactAttribute : FactAttribute
{
    private static readonly string[] Programs = ["avahi-daemon", "avahi-browse", "avahi-publish", "dbus-daemon", "unshare", "mount", "ip", "bash"];

    private static readonly Lazy<string?> Reason = new(FindReason);

    public AvahiFactAttribute() => Skip = Reason.Value;

    /// <summary>The command that runs a program with a network, mounts and a process tree of its own; killing it ends all of them.</summary>
    public static IEnumerable<string> Sandbox => ["--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"];

    private static string? FindReason()
    {
        string[] folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), "/usr/sbin", "/sbin"];
        string[] missing = [.. Programs.Where(program => !folders.Any(folder => File.Exists(Path.Combine(folder, program))))];
        if (missing.Length > 0)
            return $"NOT CHECKED AGAINST AVAHI: {string.Join(", ", missing)} not found (apt-get install avahi-daemon avahi-utils dbus).";
        using Process unshare = Process.Start(new ProcessStartInfo("unshare", [.. Sandbox, "true"]) { RedirectStandardError = true })!;
        unshare.WaitForExit();
        return unshare.ExitCode == 0 ? null : "NOT CHECKED AGAINST AVAHI: the test needs root, to make a network of its own.";
    }
}
