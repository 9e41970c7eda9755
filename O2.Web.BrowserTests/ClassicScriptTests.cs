using O2.Actors.Tests;
using O2.Actors.Tests.Web;
using O2.Protocol;

namespace O2.Web.BrowserTests;

/// <summary>The classic script <c>o2ws.js</c> in a browser: a page as one writes it for the original.</summary>
[Collection(nameof(Chromium))]
public sealed class ClassicScriptTests(Chromium chromium)
{
    private const string Html =
        """
        <!DOCTYPE html><meta charset="utf-8"><link rel="icon" href="data:,"><title>classic</title>
        <script src="o2ws.js"></script>
        <script>
          var got = [], errors = [], rows = [], statuses = {};
          function o2ws_on_error(text) { errors.push(text); }
          function o2ws_status_msg(text) { }
          function ping(timestamp, address, typespec, info) {
            got.push([address, typespec, info, o2ws_get_int32(), o2ws_get_float(), o2ws_get_string()]);
            o2ws_send_start("!host/pong", 0, "ifs", true);
            o2ws_add_int32(got.length);
            o2ws_add_float(0.5);
            o2ws_add_string("pong");
            o2ws_send_finish();
          }
          function init() {
            o2ws_initialize("stage");
            o2ws_set_properties("classic", "color:red;");
            o2ws_set_services("classic,other");
            o2ws_tap("host:other:R");
            o2ws_method_new("/classic/ping", "ifs", true, ping, "info");
            o2ws_method_new("/other", null, false, function(timestamp, address) { got.push(address); }, null);
            o2ws_method_new("/_o2/st", "si", true, function() { statuses[o2ws_get_string()] = o2ws_get_int(); }, null);
            o2ws_method_new("/_o2/ls", "siss", true, function() { rows.push([o2ws_get_string(), o2ws_get_int(), o2ws_get_string(), o2ws_get_string()]); }, null);
          }
          window.addEventListener("load", init, false);
        </script>
        """;

    [ChromiumFact]
    public async Task R4_68_A_page_that_was_written_for_the_original_runs_unchanged()
    {
        await using var host = await WebHost.StartAsync(null, ("classic.htm", Html));
        host.Process.BecomeClockReference();
        var pongs = new Recorder<string>(expected: 2);
        host.Process.AddMethod("/host/pong", "ifs", m => pongs.Add(m.ToString()));
        var page = await chromium.OpenAsync(host, "classic.htm");
        await page.WaitForFunctionAsync("o2ws_clock_synchronized && o2ws_bridge_id > 0 && o2ws_websocket");
        await host.Process.UntilService("classic", ServiceStatus.Bridge);
        await host.Process.UntilService("other", ServiceStatus.Bridge);

        host.Process.SendReliable("!classic/ping", 1, 0.25f, "now");
        host.Process.SendReliable("!classic/ping", host.Process.Now + 1, 2, 0.25f, "later");

        Assert.Equal(["!host/pong ifs 1 0.5 \"pong\"", "!host/pong ifs 3 0.5 \"pong\""], await pongs.All);
        await page.WaitForFunctionAsync("got.length === 4");
        Assert.Equal(
            """[["classic/ping","ifs","info",1,0.25,"now"],"other/pong",["classic/ping","ifs","info",2,0.25,"later"],"other/pong"]""",
            await page.EvaluateAsync<string>("JSON.stringify(got)"));
        await page.EvaluateAsync("o2ws_send_cmd('/_o2/ws/st', 0, 's', 'host'); o2ws_send_cmd('/_o2/ws/ls', 0, '')");
        await page.WaitForFunctionAsync("rows.some(row => row[0] === '')");
        Assert.Equal(4, await page.EvaluateAsync<int>("statuses.host"));
        Assert.Contains("""["classic",6,"_o2","color:red;"]""", await page.EvaluateAsync<string>("JSON.stringify(rows)"), StringComparison.Ordinal);
        Assert.Equal(0, await page.EvaluateAsync<int>("errors.length"));
        await page.EvaluateAsync("o2ws_finish()");
        await host.Process.UntilService("classic", ServiceStatus.Unknown);
    }
}
