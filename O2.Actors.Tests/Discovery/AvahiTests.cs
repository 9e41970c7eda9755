namespace O2.Actors.Tests.Discovery;

/// <summary>Our client beside the real Avahi on one interface, both on port 5353, in a network namespace of their own.</summary>
[Trait("Category", "Interop")]
public sealed class AvahiTests
{
    // $1 our peer's command; $2 "before" or "after": whether Avahi starts before us; $3 a folder for files. Ends by itself when both have found each other.
    private const string Script =
        """
        set -u
        cd "$3"
        PATH=$PATH:/usr/sbin:/sbin
        mount -t tmpfs tmpfs /run && mkdir /run/avahi-daemon && ip link set lo up || exit 1
        ip link add wire type veth peer name end && ip addr add 10.1.2.3/24 dev wire && ip link set end up && ip link set wire up && ip route add default dev wire || exit 1
        printf '%s' '<busconfig><type>system</type><listen>unix:path=/run/bus</listen><auth>EXTERNAL</auth><policy context="default">
          <allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/><allow user="*"/></policy></busconfig>' > bus.conf
        printf '[server]\nhost-name=avahihost\nuse-ipv6=no\nallow-interfaces=wire\n[publish]\npublish-workstation=no\n' > avahi.conf
        export DBUS_SYSTEM_BUS_ADDRESS=unix:path=/run/bus
        until_true() { until "$@" > /dev/null 2>&1; do sleep 0.05; done; }
        start_avahi() {
          dbus-daemon --config-file=bus.conf --nofork --nopidfile & until_true test -S /run/bus
          avahi-daemon -f avahi.conf --no-drop-root --no-chroot --no-rlimits & until_true avahi-browse -t _o2avahi._tcp   # it answers; --check says yes before
        }
        start_peer() { mkfifo hold; sleep infinity > hold & HOLDER=$!; $1 < hold > peer.log & PEER=$!; until_true grep -q 'Found ens' peer.log; }
        resolved() { avahi-browse -rtp _o2avahi._tcp > browse.log && grep -q '^=.*ens' browse.log; }
        gone() { ! avahi-browse -tp _o2avahi._tcp | grep -q '^+.*ens'; }

        if [ "$2" = before ]; then start_avahi; start_peer "$1"; else start_peer "$1"; start_avahi; fi
        echo both are there
        avahi-publish -s silver _o2avahi._tcp 2002 name=x vers=2.0.1 &
        until_true grep 'silver.*10.1.2.3' peer.log && grep 'silver.*10.1.2.3' peer.log
        until_true resolved && grep '^=.*ens' browse.log
        kill $HOLDER; wait $PEER
        until_true gone && echo goodbye understood
        """;

    [AvahiFact]
    public Task We_and_Avahi_find_each_other_when_Avahi_was_there_first() => FindEachOther("before");

    [AvahiFact]
    public Task We_and_Avahi_find_each_other_when_Avahi_comes_later() => FindEachOther("after");

    private static async Task FindEachOther(string avahiStarts)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("o2-avahi-");
        try
        {
            string peer = string.Join(' ', ["dotnet", .. ChildProcess.CommandOfTests("mdns-peer", "10.1.2.3", "_o2avahi._tcp", "ens", "1001")]);
            await using var sandbox = new ChildProcess(
                "unshare", [.. AvahiFactAttribute.Sandbox, "bash", "-c", Script, "bash", peer, avahiStarts, folder.FullName]);
            await sandbox.WaitForAsync("both are there");
            Assert.Matches("^(Found|Updated) silver 2002 name=x vers=2.0.1 10.1.2.3$", await sandbox.WaitForAsync("silver 2002"));   // the address may come after the rest
            string resolved = await sandbox.WaitForAsync("=;wire;IPv4;ens;_o2avahi._tcp;local;");
            Assert.Contains(";10.1.2.3;1001;\"vers=2.0.1\"", resolved);
            await sandbox.WaitForAsync("goodbye understood");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
