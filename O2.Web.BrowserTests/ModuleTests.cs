using System.Text.Json;
using Microsoft.Playwright;
using O2.Actors;
using O2.Actors.Tests;
using O2.Actors.Tests.Web;
using O2.Protocol;

namespace O2.Web.BrowserTests;

/// <summary>The module <c>o2lite.js</c> in a browser, with a host of ours.</summary>
[Collection(nameof(Chromium))]
public sealed class ModuleTests(Chromium chromium)
{
    private const string Html =
        """
        <!DOCTYPE html><meta charset="utf-8"><link rel="icon" href="data:,">
        <script type="module">
          import * as o2lite from '/o2lite.js';
          const o2 = new o2lite.O2Lite('stage');
          Object.assign(window, { o2lite, o2, got: [] });
          o2.offer('page', { color: 'red' });
          o2.method('/page', null, ({ address, types, args, time }) => got.push([address, types, args, time, o2.now]), { prefix: true });
          o2.connect();
          await o2.whenSynchronized();
          window.isReady = true;
        </script>
        """;

    [ChromiumFact]
    public async Task A_page_finds_the_host_that_serves_it_and_wins_the_clock()
    {
        await using var host = await StartAsync();
        host.Process.BecomeClockReference();

        var page = await OpenAsync(host);

        await host.Process.UntilService("page", ServiceStatus.Bridge);
        Assert.True(await page.EvaluateAsync<bool>("o2.isConnected && o2.bridgeId > 0 && o2.roundTrip >= 0"));
        double before = host.Process.Now.Seconds;
        double inPage = await page.EvaluateAsync<double>("o2.now");
        double uncertainty = await page.EvaluateAsync<double>("o2.roundTrip");
        Assert.InRange(inPage, before - uncertainty, host.Process.Now.Seconds + uncertainty);
    }

    [ChromiumFact]
    public async Task Every_type_comes_from_the_host_and_goes_to_it()
    {
        await using var host = await StartAsync();
        host.Process.BecomeClockReference();
        var page = await OpenAsync(host);
        var echoed = new Recorder<O2Message>(expected: 1);
        host.Process.AddMethod("/host/echo", null, m => echoed.Add(m.ToMessage()));
        O2Value[] args =
        [
            -7, 9007199254740993L, 0.1f, 0.1, O2Value.Time(new(12.5)), "größe 🎹", O2Value.Symbol("sym"), 'c', new byte[] { 0, 255, 7 }, O2Value.Midi(0x00903C64), true, false,
            O2Value.True, O2Value.False, O2Value.Nil, O2Value.Infinitum, new[] { 1, -2 }, new[] { long.MinValue, 3 }, new[] { 0.5f, 1.5f }, new[] { 0.1, -0.2 },
            O2Value.ArrayStart, 1, O2Value.ArrayStart, "x", O2Value.ArrayEnd, 2f, O2Value.ArrayEnd, double.PositiveInfinity,
        ];
        var sent = O2Message.Create("/page/all", default, true, args);

        Assert.Equal(SendStatus.Sent, await host.Process.SendAsync(sent));
        await page.WaitForFunctionAsync("got.length === 1");
        string shown = await page.EvaluateAsync<string>(
            """
            JSON.stringify(got[0][2].map(value => typeof value === 'bigint' ? `${value}n` : ArrayBuffer.isView(value) ? `${value.constructor.name} ${value}` : value === Infinity ? '∞' : value))
            """);
        await page.EvaluateAsync("o2.send('/host/echo', got[0][1], got[0][2], { reliable: true })");

        Assert.Equal(
            """[-7,"9007199254740993n",0.1,0.1,12.5,"größe 🎹","sym","c","Uint8Array 0,255,7",9452644,true,false,true,false,null,"∞","Int32Array 1,-2","BigInt64Array -9223372036854775808,3","Float32Array 0.5,1.5","Float64Array 0.1,-0.2",[1,["x"],2],"∞"]""",
            shown);
        var back = (await echoed.All).Single();
        Assert.Equal((sent.Types, true), (back.Types, sent.Data.Span.SequenceEqual(back.Data.Span)));
    }

    [ChromiumFact]
    public async Task Properties_are_announced_changed_and_read()
    {
        await using var host = await StartAsync();
        host.Process.BecomeClockReference();
        var page = await OpenAsync(host);
        await host.Process.UntilService("page", ServiceStatus.Bridge);

        Assert.Equal("red", Property(host.Process, "color"));
        await page.EvaluateAsync("o2.offer('page', { color: 'blue', path: 'a:b;c\\\\d' })");
        await host.Process.Until(() => Property(host.Process, "color") == "blue");

        Assert.Equal(@"a:b;c\d", Property(host.Process, "path"));
        string rows = await page.EvaluateAsync<string>("o2.services().then(rows => JSON.stringify(rows.find(row => row.service === 'page')))");
        using var row = JsonDocument.Parse(rows);
        Assert.Equal((6, "_o2", @"a:b;c\d"), (row.RootElement.GetProperty("status").GetInt32(), row.RootElement.GetProperty("process").GetString(), row.RootElement.GetProperty("properties").GetProperty("path").GetString()));
    }

    [ChromiumFact]
    public async Task A_page_taps_a_service_and_is_tapped()
    {
        await using var host = await StartAsync();
        host.Process.BecomeClockReference();
        var heard = new Recorder<string>(expected: 1);
        host.Process.AddMethod("/synth/noteon", "i", _ => { });
        host.Process.AddMethod("/ear/x", "i", m => heard.Add(m.ToString()));
        var page = await OpenAsync(host);

        await page.EvaluateAsync("o2.tap('synth', 'page'); o2.services()");
        host.Process.SendReliable("/synth/noteon", 60);
        await page.WaitForFunctionAsync("got.length === 1");
        Assert.Equal("/page/noteon", await page.EvaluateAsync<string>("got[0][0]"));
        string tap = await page.EvaluateAsync<string>("o2.services().then(rows => JSON.stringify(rows.find(row => row.tapper !== null)))");
        Assert.Contains("\"service\":\"synth\",\"status\":8", tap, StringComparison.Ordinal);

        using var ear = host.Process.Tap("page", "ear");
        host.Process.SendReliable("/page/x", 7);
        Assert.Equal("/ear/x i 7", (await heard.All).Single());

        await page.EvaluateAsync("o2.untap('synth', 'page'); o2.services()");
        host.Process.SendReliable("/synth/noteon", 61);
        host.Process.SendReliable("/page/last", 1);
        await page.WaitForFunctionAsync("got.some(([address]) => address === '/page/last')");
        Assert.Equal(3, await page.EvaluateAsync<int>("got.length"));
    }

    [ChromiumFact]
    public async Task A_page_asks_for_the_status_of_services()
    {
        await using var host = await StartAsync();
        host.Process.BecomeClockReference();
        host.Process.AddMethod("/synth/noteon", "i", _ => { });
        var page = await OpenAsync(host);

        Assert.Equal("[4,6,-1]", await page.EvaluateAsync<string>("Promise.all([o2.status('synth'), o2.status('page'), o2.status('nobody')]).then(JSON.stringify)"));
        await page.EvaluateAsync("o2.withdraw('page')");
        Assert.Equal(-1, await page.EvaluateAsync<int>("o2.status('page')"));
    }

    [ChromiumFact]
    public async Task A_timed_message_is_delivered_when_its_time_has_come_and_not_before()
    {
        await using var host = await StartAsync();
        host.Process.BecomeClockReference();
        var page = await OpenAsync(host);
        var now = host.Process.Now;

        host.Process.SendReliable("/page/third", now + 1.2, 3);
        host.Process.SendReliable("/page/second", now + 1, 2);
        host.Process.SendReliable("/page/first", now - 1, 1);
        await page.WaitForFunctionAsync("got.length === 3");

        Assert.Equal("""["/page/first","/page/second","/page/third"]""", await page.EvaluateAsync<string>("JSON.stringify(got.map(([address]) => address))"));
        Assert.True(await page.EvaluateAsync<bool>("got.every(([, , , time, now]) => now >= time)"));
    }

    [ChromiumFact]
    public async Task After_a_restart_of_the_host_a_page_is_there_again_with_its_services_taps_and_the_time()
    {
        int port;
        IPage page;
        await using (var first = await StartAsync())
        {
            first.Process.BecomeClockReference();
            first.Process.AddMethod("/synth/noteon", "i", _ => { });
            page = await OpenAsync(first);
            await page.EvaluateAsync("o2.tap('synth', 'page'); window.before = o2.bridgeId; o2.addEventListener('disconnected', event => (window.goodbye = event.detail))");
            port = first.Server.Address.Port;
        }

        await page.WaitForFunctionAsync("window.goodbye && !o2.isConnected && !o2.isSynchronized && o2.now === -1");
        Assert.Equal(1001, await page.EvaluateAsync<int>("goodbye.code"));
        await page.EvaluateAsync("o2.send('/synth/noteon', 'i', [1], { reliable: true }); o2.send('/synth/noteon', 'i', [2])");
        var received = new Recorder<int>(expected: 2);
        await using var process = await Ensembles.StartAsync(WebHost.Ensemble);
        process.BecomeClockReference();
        process.AddMethod("/synth/noteon", "i", m => received.Add(m.Int32(0)));
        await using var server = await O2WebServer.StartAsync(process, new O2WebOptions { Port = port });

        await process.UntilService("page", ServiceStatus.Bridge);
        Assert.Equal("red", Property(process, "color"));
        process.SendReliable("/synth/noteon", 3);
        Assert.Equal([1, 3], await received.All);   // 2 was best effort
        await page.WaitForFunctionAsync("got.some(([, , args]) => args[0] === 3)");
        Assert.True(await page.EvaluateAsync<bool>("o2.isSynchronized && o2.now > 0"));
    }

    [ChromiumFact]
    public async Task Ten_thousand_messages_each_way_arrive_in_order_and_none_is_lost()
    {
        const int count = 10_000;
        await using var host = await StartAsync();
        host.Process.BecomeClockReference();
        var page = await OpenAsync(host);
        var received = new Recorder<int>(count);
        host.Process.AddMethod("/host/n", "i", m => received.Add(m.Int32(0)));

        await page.EvaluateAsync($"for (let n = 0; n < {count}; n++) o2.send('/host/n', 'i', [n], {{ reliable: true }})");
        for (int n = 0; n < count; n++)
            Assert.Equal(SendStatus.Sent, await host.Process.SendAsync(O2Message.Create("/page/n", default, true, n)));
        await page.WaitForFunctionAsync($"got.length === {count}");

        Assert.Equal(Enumerable.Range(0, count), await received.All);
        Assert.True(await page.EvaluateAsync<bool>("got.every(([, , args], n) => args[0] === n)"));
    }

    [ChromiumFact]
    public async Task A_page_of_another_ensemble_is_told_why_it_cannot_join()
    {
        await using var host = await WebHost.StartAsync(null, ("index.htm", Html.Replace("'stage'", "'other'", StringComparison.Ordinal)));
        var page = await chromium.OpenAsync(host, "");

        string reason = await page.EvaluateAsync<string>("new Promise(done => o2.addEventListener('disconnected', event => done(`${event.detail.code} ${event.detail.reason}`)))");

        Assert.Equal("1008 the ensemble here is 'stage'", reason);
    }

    private static string? Property(O2Process process, string key) =>
        process.Services().First(row => row.Service == "page" && row.Tapper is null).Properties?.Get(key);

    private static Task<WebHost> StartAsync() => WebHost.StartAsync(null, ("index.htm", Html));

    private async Task<IPage> OpenAsync(WebHost host)
    {
        var page = await chromium.OpenAsync(host, "");
        await page.WaitForFunctionAsync("window.isReady");
        return page;
    }
}
