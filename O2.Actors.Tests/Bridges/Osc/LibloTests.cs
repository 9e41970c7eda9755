using System.Globalization;
using O2.Actors.Tests.Hostile;
using O2.Protocol;
using O2.Protocol.Osc;

namespace O2.Actors.Tests.Bridges.Osc;

/// <summary>Our bridges beside liblo's programs, over real sockets.</summary>
[Trait("Category", "Interop")]
public sealed class LibloTests
{
    private const string Types = "ifsTFNImcdhS";
    private static readonly string[] Values = ["60", "0.5", "hello", "00903c7f", "z", "2.5", "99", "sym"];

    [LibloFact]
    public Task What_oscsend_sends_by_UDP_reaches_a_service() => SendAsync(OscTransport.Udp, "osc.udp");

    [LibloFact]
    public Task What_oscsend_sends_by_TCP_reaches_a_service() => SendAsync(OscTransport.Tcp, "osc.tcp");

    [LibloFact]
    public Task What_is_sent_to_a_delegated_service_reaches_oscdump_by_UDP() => DumpAsync(OscTransport.Udp);

    [LibloFact]
    public Task What_is_sent_to_a_delegated_service_reaches_oscdump_by_TCP() => DumpAsync(OscTransport.Tcp);

    [LibloFact]
    public async Task From_oscsend_through_two_processes_to_oscdump_all_types_arrive()
    {
        await using var receiver = await OscDump.StartAsync("udp");
        await using var near = await Ensembles.StartAsync("liblo relay");
        await using var far = await Ensembles.StartAsync("liblo relay", near);
        using var way = far.DelegateToOsc("way", "localhost", receiver.Port);
        await near.UntilService("way", ServiceStatus.RemoteNoTime);
        using var port = near.AddOscPort("way", 0);

        await OscSendAsync($"osc.udp://localhost:{port.Port}", "/all/types", Types, Values);

        string line = await receiver.WaitForAsync("/all/types");
        Assert.EndsWith("/all/types ifsTFNImcdhS 60 0.500000 \"hello\" #T #F Nil Infinitum MIDI [0x00 0x90 0x3c 0x7f] 'z' 2.500000 99 'sym", line);
    }

    [LibloFact]
    public async Task Oscdump_sees_the_time_of_a_bundle_as_date_and_keeps_it_until_then()
    {
        await using var receiver = await OscDump.StartAsync("udp");
        await using var o2 = await Ensembles.StartAsync("liblo time");
        o2.BecomeClockReference();
        using var synth = o2.DelegateToOsc("synth", "localhost", receiver.Port);
        var at = o2.Now + 0.3;
        ulong tag = OscTimeBase.TagOf(SystemTime() + TimeSpan.FromSeconds(0.3));

        o2.TrySend(O2Message.CreateBundle("synth", at, reliable: true, O2Message.Create("/synth/later", GlobalTime.Immediately, reliable: true, 1)));
        string line = await receiver.WaitForAsync("/later i 1");

        ulong seen = ulong.Parse(line[..8], NumberStyles.HexNumber, CultureInfo.InvariantCulture) << 32 | ulong.Parse(line[9..17], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        Assert.InRange((long)(seen - tag) / 4294967296.0, -1, 1);   // a date, and the right one
    }

    [LibloFact]
    public async Task An_oscdump_that_is_stopped_and_started_again_gets_by_TCP_what_was_reliable_meanwhile_in_order()
    {
        var first = await OscDump.StartAsync("tcp");
        await using var o2 = await Ensembles.StartAsync("liblo restart");
        var log = new LogProbe(o2.ActorSystem);
        using var synth = o2.DelegateToOsc("synth", "localhost", first.Port, new OscDelegateOptions { Transport = OscTransport.Tcp });
        o2.SendReliable("/synth/x", 1);
        await first.WaitForAsync("/x i 1");
        await first.DisposeAsync();
        await log.WarningAsync("is not connected");

        o2.SendReliable("/synth/x", 2);
        o2.Send("/synth/x", 3);
        o2.SendReliable("/synth/x", 4);
        await using var second = await OscDump.StartAsync("tcp", first.Port);
        await second.WaitForAsync("/x i 4");
        o2.SendReliable("/synth/x", 5);
        await second.WaitForAsync("/x i 5");

        Assert.Equal(["/x i 2", "/x i 4", "/x i 5"], second.Output.Split('\n').Where(line => line.Contains("/x")).Select(line => line[line.IndexOf('/')..]));
        Assert.Equal(1, o2.Dropped(DropReason.QueueFull));
        Assert.Equal(4, synth.Sent);
    }

    [LibloFact]
    public async Task A_port_that_was_closed_can_be_opened_again()
    {
        await using var o2 = await Ensembles.StartAsync("liblo again");
        var heard = new Recorder<int>(expected: 1);
        var heardAgain = new Recorder<int>(expected: 2);
        o2.AddMethod("/osc/x", "i", m =>
        {
            heardAgain.Add(m.Int32(0));
            if (heard.Count == 0)
                heard.Add(m.Int32(0));
        });
        var port = o2.AddOscPort("osc", 0);
        await OscSendAsync($"osc.udp://localhost:{port.Port}", "/x", "i", "1");
        await heard.All;
        port.Dispose();

        using var again = o2.AddOscPort("osc", port.Port);
        await OscSendAsync($"osc.udp://localhost:{port.Port}", "/x", "i", "2");

        Assert.Equal([1, 2], await heardAgain.All);
    }

    private static TimeSpan SystemTime() => new SystemClock().UtcNow - DateTime.UnixEpoch;

    private static async Task SendAsync(OscTransport transport, string scheme)
    {
        await using var o2 = await Ensembles.StartAsync("liblo in");
        var heard = new Recorder<string>(expected: 1);
        o2.AddMethod("/osc", null, m => heard.Add(m.ToString()));
        using var port = o2.AddOscPort("osc", 0, new OscPortOptions { Transport = transport });

        await OscSendAsync($"{scheme}://localhost:{port.Port}", "/synth/note", Types, Values);

        Assert.Equal([O2Message.Create("/osc/synth/note", GlobalTime.Immediately, reliable: true, 60, 0.5f, "hello", O2Value.True, O2Value.False, O2Value.Nil, O2Value.Infinitum,
            O2Value.Midi(0x00903c7f), O2Value.Char('z'), 2.5, 99L, O2Value.Symbol("sym")).ToString()], await heard.All);
    }

    private static async Task DumpAsync(OscTransport transport)
    {
        await using var receiver = await OscDump.StartAsync(transport == OscTransport.Udp ? "udp" : "tcp");
        await using var o2 = await Ensembles.StartAsync("liblo out");
        using var synth = o2.DelegateToOsc("synth", "localhost", receiver.Port, new OscDelegateOptions { Transport = transport });

        o2.SendReliable("/synth/note", 60, 0.5f, "text", true, 1L << 40, 0.25, O2Value.Symbol("sym"), O2Value.Midi(0x00903c7f));
        string line = await receiver.WaitForAsync("/note");
        o2.TrySend(O2Message.CreateBundle("synth", GlobalTime.Immediately, reliable: true, O2Message.Create("/synth/now", GlobalTime.Immediately, reliable: true, 7)));

        Assert.EndsWith("/note ifsThdSm 60 0.500000 \"text\" #T 1099511627776 0.250000 'sym MIDI [0x00 0x90 0x3c 0x7f]", line);
        await receiver.WaitForAsync("/now i 7");
    }

    private static async Task OscSendAsync(string url, string address, string types, params string[] values)
    {
        await using ChildProcess oscsend = new("oscsend", [url, address, types, .. values]);
        Assert.Equal(0, await oscsend.WaitForExitAsync());
    }
}
