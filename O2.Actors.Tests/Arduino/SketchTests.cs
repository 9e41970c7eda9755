namespace O2.Actors.Tests.Arduino;

/// <summary>The examples of the C++ library, run as programs, beside a real host.</summary>
public sealed class SketchTests
{
    [CppFact]
    public async Task Connect_tells_how_far_it_got_and_the_time()
    {
        await using var ensemble = await LiveEnsemble.StartAsync();
        await using var sketch = await ensemble.RunAsync("01_Connect");
        foreach (string state in (string[])["searching", "connecting", "waiting for an id", "connected", "synchronized"])
            await sketch.WaitForAsync(state);
        await sketch.WaitForAsync(".");
    }

    [CppFact]
    public async Task Imu_sensor_sends_seven_floats_by_UDP_at_the_rate_that_is_set()
    {
        await using var ensemble = await LiveEnsemble.StartAsync();
        ensemble.Host.AddService("imu");
        var slow = ensemble.CollectAsync("/imu/imu", 3, messages => messages.ToArray());
        await using var sketch = await ensemble.RunAsync("02_ImuSensor");
        Assert.All(await slow, message =>
        {
            Assert.Equal("fffffff", message.Types);
            Assert.False(message.Flags.IsReliable);
            var view = message.AsView();
            for (int i = 0; i < 3; i++)
                Assert.InRange(view.Single(i), -1, 1);
            Assert.InRange(view.Single(6), 0, 1);
        });

        await ensemble.UntilServiceAsync("imusensor");
        ensemble.Host.SendReliable("/imusensor/rate", 500);
        await ensemble.CollectAsync("/imu/imu", 500, messages => messages.Count);
    }

    [CppFact]
    public async Task Service_lights_its_lamp_and_answers()
    {
        await using var ensemble = await LiveEnsemble.StartAsync();
        await using var sketch = await ensemble.RunAsync("03_Service");
        await ensemble.UntilServiceAsync("lamp");
        Assert.Equal("white", ensemble.Host.GetProperty("lamp", "color"));
        ensemble.Host.SendReliable("/lamp/level", 0.5);
        await sketch.WaitForAsync("pin 5 = 127");
        ensemble.Host.SendReliable("/lamp/on", true);
        await sketch.WaitForAsync("pin 5 = 255");
        ensemble.Host.SendReliable("/lamp/color", "red");
        await sketch.WaitForAsync("There is no method for /lamp/color with types s");
        var answer = ensemble.NextAsync("/host/pong", message => message.Types);
        ensemble.Host.SendReliable("/lamp/ping", "/host/pong");
        Assert.Equal("i", await answer);
    }

    [CppFact]
    public async Task Clocked_blink_blinks_by_itself_and_when_it_is_told()
    {
        await using var ensemble = await LiveEnsemble.StartAsync();
        await using var sketch = await ensemble.RunAsync("04_ClockedBlink");
        await sketch.WaitForAsync("pin 5 = 1");
        await sketch.WaitForAsync("pin 5 = 0");
        await ensemble.UntilServiceAsync("blink");
        ensemble.Host.SendReliable("/blink/tempo", 0);
        ensemble.Host.SendReliable("/blink/at", ensemble.Host.Now + 0.5, 20);
        await sketch.WaitForAsync("pin 5 = 1");
        await sketch.WaitForAsync("pin 5 = 0");
    }
}
