using System.Net;
using System.Net.Sockets;
using O2.Actors.Tests.Hostile;
using O2.Protocol;
using O2.Protocol.Mqtt;

namespace O2.Actors.Tests.Mqtt;

/// <summary>Processes over real sockets at a real broker.</summary>
[Trait("Category", "Interop")]
public sealed class MosquittoTests
{
    private const string Ensemble = "hall";

    [MosquittoFact]
    public async Task R6_22_Processes_meet_at_a_broker_of_their_own_and_connect()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var a = await O2Process.StartAsync(Ensembles.Options(Ensemble) with { Mqtt = broker.Options });
        await using var b = await O2Process.StartAsync(Ensembles.Options(Ensemble) with { Mqtt = broker.Options });

        await a.Until(() => a.Processes().SingleOrDefault()?.Via == ProcessLink.Direct);
        await b.Until(() => b.Processes().SingleOrDefault()?.Via == ProcessLink.Direct);
    }

    [MosquittoFact]
    public async Task Processes_of_different_networks_are_relayed_by_a_real_broker_and_again_after_its_restart()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var a = await FarProcess.StartAsync(Ensemble, 1, broker.Options);
        await using var b = await FarProcess.StartAsync(Ensemble, 2, broker.Options);
        a.BecomeClockReference();
        var heard = new Recorder<int>(expected: 1000);
        a.AddMethod("/synth/note", "i", m => heard.Add(m.Int32(0)));

        await b.UntilService("synth", ServiceStatus.Remote);
        Assert.Equal(ProcessLink.Relay, b.Processes().Single().Via);
        for (int i = 0; i < 1000; i++)
            await b.SendAsync(O2Message.Create("/synth/note", GlobalTime.Immediately, reliable: true, i));
        Assert.Equal(Enumerable.Range(0, 1000), await heard.All);

        await broker.StopAsync();
        await b.UntilService("synth", ServiceStatus.Unknown);
        await broker.RunAsync();
        await b.UntilService("synth", ServiceStatus.Remote);
    }

    [MosquittoFact]
    public async Task R6_21_User_name_and_password_let_us_in_and_wrong_ones_are_told()
    {
        await using var broker = await Mosquitto.StartAsync(password: "right");
        await using var a = await FarProcess.StartAsync(Ensemble, 1, broker.Options with { UserName = "player", Password = "right" });
        await using var b = await FarProcess.StartAsync(Ensemble, 2, broker.Options with { UserName = "player", Password = "wrong" });
        await using var c = await FarProcess.StartAsync(Ensemble, 3, broker.Options);
        await using var d = await FarProcess.StartAsync(Ensemble, 4, broker.Options with { UserName = "player", Password = "right" });

        foreach (var refused in new[] { b, c })
            await new LogProbe(refused.ActorSystem).WarningAsync("user name or password");
        await a.Until(() => a.Processes().SingleOrDefault()?.Name == d.Name);
    }

    [MosquittoFact]
    public async Task R6_20_The_broker_is_reached_by_TLS_if_its_certificate_is_the_expected_one()
    {
        await using var broker = await Mosquitto.StartAsync(usesTls: true);
        var tls = broker.Options with { Broker = "localhost", UseTls = true };
        var trusting = tls with { CheckCertificate = (_, certificate, _, _) => certificate!.GetCertHashString() == broker.Certificate!.GetCertHashString() };
        await using var a = await FarProcess.StartAsync(Ensemble, 1, trusting);
        await using var b = await FarProcess.StartAsync(Ensemble, 2, trusting);
        await using var stranger = await FarProcess.StartAsync(Ensemble, 3, tls);
        var heard = new Recorder<int>(expected: 200);
        a.AddMethod("/synth/note", "ib", m => heard.Add(m.Int32(0)));

        await b.Until(() => b.Status("synth") >= 0);
        for (int i = 0; i < 200; i++)
            await b.SendAsync(O2Message.Create("/synth/note", GlobalTime.Immediately, reliable: true, i, new byte[5000]));
        Assert.Equal(Enumerable.Range(0, 200), await heard.All);
        await new LogProbe(stranger.ActorSystem).WarningAsync("certificate");
        Assert.Empty(stranger.Processes());
    }

    [MosquittoFact]
    public async Task A_broker_without_TLS_is_no_broker_for_who_wants_TLS()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var a = await FarProcess.StartAsync(Ensemble, 1, broker.Options with { UseTls = true });

        await new LogProbe(a.ActorSystem).WarningAsync("cannot be reached");
    }

    [MosquittoFact]
    public async Task Acknowledged_messages_reach_the_other_side()
    {
        await using var broker = await Mosquitto.StartAsync();
        var mqtt = broker.Options with { Acknowledge = true };
        await using var a = await FarProcess.StartAsync(Ensemble, 1, mqtt);
        await using var b = await FarProcess.StartAsync(Ensemble, 2, mqtt);
        var heard = new Recorder<int>(expected: 500);
        a.AddMethod("/synth/note", "i", m => heard.Add(m.Int32(0)));

        await b.Until(() => b.Status("synth") >= 0);
        for (int i = 0; i < 500; i++)
            await b.SendAsync(O2Message.Create("/synth/note", GlobalTime.Immediately, reliable: true, i));

        Assert.Equal(Enumerable.Range(0, 500), await heard.All);
    }

    [MosquittoFact]
    public async Task News_of_services_do_not_overtake_acknowledged_messages_at_a_real_broker()
    {
        const int notes = 400;   // mosquitto holds back all above 20 while the receiver acknowledges nothing
        await using var broker = await Mosquitto.StartAsync();
        var mqtt = broker.Options with { Acknowledge = true };
        await using var a = await FarProcess.StartAsync(Ensemble, 1, mqtt);
        await using var b = await FarProcess.StartAsync(Ensemble, 2, mqtt);
        await using var c = await FarProcess.StartAsync(Ensemble, 3, mqtt);
        using var isReading = new ManualResetEventSlim();
        var atBroker = new Recorder<int>(expected: 1);
        int heard = 0, heardBefore = 0;
        a.AddMethod("/synth/note", "i", _ =>
        {
            if (Interlocked.Increment(ref heard) == 1)
                isReading.Wait(TimeSpan.FromSeconds(20));   // nothing is received behind an inline handler that waits
        });
        c.AddMethod("/other/done", "i", m => atBroker.Add(m.Int32(0)));
        await b.Until(() => b.Status("synth") >= 0 && b.Status("other") >= 0);

        for (int i = 0; i < notes; i++)
            await b.SendAsync(O2Message.Create("/synth/note", GlobalTime.Immediately, reliable: true, i));
        b.AddService("late");
        b.SendReliable("/other/done", 1);
        await atBroker.All;
        isReading.Set();
        await a.Until(() => a.Status("late") >= 0 && (heardBefore = Volatile.Read(ref heard)) >= 0);

        Assert.Equal(notes, heardBefore);
    }

    [MosquittoFact]
    public async Task Messages_that_are_too_long_do_not_stop_a_real_broker_from_sending_others()
    {
        const int tooMany = 50;   // mosquitto sends no more while 20 are not acknowledged
        await using var broker = await Mosquitto.StartAsync();
        var mqtt = broker.Options with { Acknowledge = true };
        await using var a = await FarProcess.StartAsync(Ensemble, 1, mqtt);
        await using var b = await FarProcess.StartAsync(Ensemble, 2, mqtt);
        var heard = new Recorder<int>(expected: 1);
        a.AddMethod("/synth/note", "i", m => heard.Add(m.Int32(0)));
        await b.Until(() => b.Status("synth") >= 0);

        using var stranger = new TcpClient();
        await stranger.ConnectAsync(IPAddress.Loopback, broker.Port);
        var stream = stranger.GetStream();
        await stream.WriteAsync(MqttWriter.Connect(new MqttConnect("stranger")));
        await stream.ReadExactlyAsync(new byte[4]);   // CONNACK
        for (ushort id = 1; id <= tooMany; id++)
            await stream.WriteAsync(MqttWriter.Publish(new BrokerTopics(Ensemble).Of(a.Name), new byte[MqttLimits.MaxPacketBytes], MqttQuality.AtLeastOnce, id));
        await stream.ReadExactlyAsync(new byte[4 * tooMany]);   // PUBACKs: the broker has them all
        Assert.Equal(SendStatus.Sent, b.SendReliable("/synth/note", 1));

        Assert.Equal([1], await heard.All);
        Assert.Equal(tooMany, a.Dropped(DropReason.TooLarge));
    }
}
