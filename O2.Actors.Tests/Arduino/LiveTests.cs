using O2.Protocol;

namespace O2.Actors.Tests.Arduino;

/// <summary>The C++ library, built for this machine with sanitizers, beside a real host over loopback.</summary>
public sealed class LiveTests
{
    private const int Many = 100_000;

    [CppFact]
    public async Task Client_finds_the_host_and_shares_its_clock()
    {
        await using var ensemble = await LiveEnsemble.StartAsync();
        await using var client = await ensemble.JoinAsync();
        Assert.Equal("c++", ensemble.Host.GetProperty("live", "language"));

        double before = ensemble.Host.Now.Seconds;
        await client.TypeAsync("time");
        double time = double.Parse((await client.WaitForAsync("time "))[5..]);
        Assert.InRange(time, before - 0.25, ensemble.Host.Now.Seconds + 0.25);
    }

    [CppFact]
    public async Task D4_7_Client_of_another_ensemble_does_not_join()
    {
        await using var ensemble = await LiveEnsemble.StartAsync();
        await using var other = await LiveEnsemble.StartAsync(ensemble.Name + "x");
        await using var client = await ensemble.JoinAsync();
        await using var stranger = await other.JoinAsync();
        Assert.Single(ensemble.Host.Services(), service => service.Service == "live");
        await stranger.TypeAsync("withdraw live");
        await stranger.TypeAsync("list");
        await stranger.WaitForAsync("listed  0");
        Assert.Equal(ServiceStatus.Bridge, ensemble.Host.Status("live"));
    }

    [CppTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_type_that_a_client_sends_comes_back_unharmed(bool reliably)
    {
        await using var ensemble = await LiveEnsemble.StartAsync();
        await using var client = await ensemble.JoinAsync();
        var sent = O2Message.Create("/live/echo", GlobalTime.Immediately, reliably,
            -7, 1L << 40, 2.5f, Math.PI, O2Value.Time(new GlobalTime(12.5)), true, "héllo", new byte[] { 1, 2, 3, 4, 5 }, "abc", -1);
        var answer = ensemble.NextAsync("/host/echo", message => message);
        Assert.Equal(SendStatus.Sent, ensemble.Host.TrySend(sent));
        var received = await answer;
        Assert.Equal("ihfdtBsbsi", received.Types);
        Assert.Equal(sent.Types, received.Types);
        Assert.Equal(sent.Data.ToArray(), received.Data.ToArray());
        Assert.Equal(reliably, received.Flags.IsReliable);
    }

    [CppTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task R4_66_Five_hundred_round_trips(bool reliably)
    {
        await using var ensemble = await LiveEnsemble.StartAsync();
        await using var client = await ensemble.JoinAsync();
        await client.TypeAsync("offer server");
        await ensemble.UntilServiceAsync("server");
        int count = 0;
        ensemble.Host.AddService("client");
        for (int i = 0; i < 20; i++)
        {
            ensemble.Host.AddMethod($"/client/benchmark/{i}", "i", message =>
            {
                Assert.Equal(++count, message.Int32(0));
                Hit(count == 500 ? -1 : count + 1);
            });
        }

        Hit(1);
        Assert.Equal("benchmark 500", await client.WaitForAsync("benchmark"));

        void Hit(int number) => ensemble.Host.TrySend(O2Message.Create($"!server/benchmark/{number & 15}", GlobalTime.Immediately, reliably, number));
    }

    [CppFact]
    public async Task R4_67_Two_clients_check_in_and_out_and_one_of_another_ensemble_does_not_get_in()
    {
        await using var ensemble = await LiveEnsemble.StartAsync();
        ensemble.Host.AddService("checkin");
        ensemble.Host.AddMethod("/checkin/hello", "is", message => ensemble.Host.SendReliable($"/{message.Text(1)}/checkin_reply", message.Int32(0)));
        var goodbyes = ensemble.CollectAsync("/checkin/goodbye", 2, messages => messages.ConvertAll(message => message.AsView().Int32(0)));
        await using ChildProcess stranger = new(await CppBuild.ProgramAsync("o2lite_live"), ensemble.Name + "x");
        await using var first = await ensemble.JoinAsync();
        await using var second = await ensemble.RunAsync("o2lite_live");
        await second.WaitForAsync("synchronized");

        await first.TypeAsync("checkin");
        await second.TypeAsync("checkin");

        await first.WaitForAsync("checked in");
        await second.WaitForAsync("checked in");
        Assert.Equal(2, (await goodbyes).Distinct().Count());
        await stranger.WaitForAsync("searching");
        Assert.DoesNotContain("connect", stranger.Output);
        Assert.Equal(2, ensemble.Host.Services().Count(service => service.Service.StartsWith("client", StringComparison.Ordinal)));
    }

    [CppFact]
    public async Task A_hundred_thousand_messages_to_a_client_arrive_in_order()
    {
        await using var ensemble = await LiveEnsemble.StartAsync();
        await using var client = await ensemble.JoinAsync();
        for (int i = 0; i < Many; i++)
            Assert.Equal(SendStatus.Sent, await ensemble.Host.SendAsync(O2Message.Create("/live/count", GlobalTime.Immediately, true, i)));
        await ensemble.Host.SendAsync(O2Message.Create("/live/report", GlobalTime.Immediately, true));
        Assert.Equal($"counted {Many} in order", await client.WaitForAsync("counted"));
    }

    [CppFact]
    public async Task A_hundred_thousand_messages_of_a_client_arrive_in_order()
    {
        await using var ensemble = await LiveEnsemble.StartAsync();
        await using var client = await ensemble.JoinAsync();
        var numbers = ensemble.CollectAsync("/host/count", Many, messages => messages.ConvertAll(message => message.AsView().Int32(0)));
        await client.TypeAsync($"reliable {Many}");
        Assert.Equal(Enumerable.Range(0, Many), await numbers);
    }

    [CppFact]
    public async Task Client_comes_back_with_its_services_when_the_host_starts_again()
    {
        var ensemble = await LiveEnsemble.StartAsync();
        await using var client = await ensemble.JoinAsync();
        await client.TypeAsync("offer extra ;color:red;");
        await ensemble.UntilServiceAsync("extra");
        await ensemble.DisposeAsync();
        await client.WaitForAsync("searching");

        await using var again = await LiveEnsemble.StartAsync(ensemble.Name);
        await client.WaitForAsync("synchronized");
        await again.UntilServiceAsync("live");
        await again.UntilServiceAsync("extra");
        Assert.Equal("red", again.Host.GetProperty("extra", "color"));
        var answer = again.NextAsync("/host/echo", message => message.AsView().Int32(0));
        again.Host.SendReliable("/live/echo", 5);
        Assert.Equal(5, await answer);
    }

    [CppFact]
    public async Task Timed_messages_are_delivered_at_their_time_not_before_both_ways()
    {
        await using var ensemble = await LiveEnsemble.StartAsync();
        await using var client = await ensemble.JoinAsync();
        ensemble.Host.SendReliable("/live/timed", ensemble.Host.Now + 0.3);
        string timed = await client.WaitForAsync("timed ");
        Assert.True(double.Parse(timed.Split(' ')[1]) >= 0, timed);

        var received = ensemble.NextAsync("/host/timed", message => ensemble.Host.Now - message.Time);
        await client.TypeAsync("at 0.3");
        Assert.True(await received >= 0);
    }

    [CppFact]
    public async Task Services_taps_and_status_follow_what_a_client_does()
    {
        await using var ensemble = await LiveEnsemble.StartAsync();
        await using var client = await ensemble.JoinAsync();
        await client.TypeAsync("status live");
        Assert.Equal("status live 6", await client.WaitForAsync("status"));
        await client.TypeAsync("status nobody");
        Assert.Equal("status nobody -1", await client.WaitForAsync("status"));

        await client.TypeAsync("tap host live");
        await client.TypeAsync("list");
        await client.WaitForAsync($"listed host 8 {ensemble.Host.Name} live");
        ensemble.Host.SendReliable("/host/something", 1, 2.5f);
        Assert.EndsWith("live/something if", await client.WaitForAsync("other"));

        await client.TypeAsync("untap host live");
        await client.TypeAsync("withdraw live");
        await ensemble.Host.Until(() => ensemble.Host.Status("live") == ServiceStatus.Unknown);
    }

    [CppFact]
    public async Task Services_of_a_client_that_is_killed_are_gone()
    {
        await using var ensemble = await LiveEnsemble.StartAsync();
        await using var client = await ensemble.JoinAsync();
        client.Kill();
        await ensemble.Host.Until(() => ensemble.Host.Status("live") == ServiceStatus.Unknown);
    }
}
