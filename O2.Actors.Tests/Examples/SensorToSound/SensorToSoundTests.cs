using O2.Actors.Tests.Arduino;
using O2.Actors.Tests.Bridges.Osc;
using SensorToSound;

namespace O2.Actors.Tests.Examples.SensorToSound;

public sealed class SensorToSoundTests
{
    [CppFact]
    public async Task Movements_of_the_simulated_sensor_become_parameters_of_the_synth()
    {
        var options = SensorOptions.Parse([$"--ensemble=imu-{Guid.NewGuid():N}", "--port=0", $"--sensor={await CppBuild.ProgramAsync("02_ImuSensor")}"]);
        await using var stage = await Stage.StartAsync(options);
        Recorder<float> speeds = new(expected: 40);
        using var tap = stage.Process.Tap("synth", message =>
        {
            if (message.Address.Path == "/speed")
                speeds.Add(message.Single(0));
        });
        await using var sensor = SensorProgram.Start(options);

        var all = await speeds.All;
        Assert.All(all, speed => Assert.InRange(speed, 0.25f, 4));
        Assert.True(all.Distinct().Count() > 10);
    }

    [LibloFact]
    public async Task What_the_synth_gets_an_OSC_synth_gets_too()
    {
        await using var synth = await OscDump.StartAsync("udp");
        await using var stage = await Stage.StartAsync(SensorOptions.Parse([$"--ensemble=imu-{Guid.NewGuid():N}", "--port=0", "--sensor=none", $"--osc=localhost:{synth.Port}"]));

        stage.Process.SendReliable("/imu/imu", 0.1f, 0.2f, 0.3f, 0f, 0f, 1f, 0.5f);

        Assert.Matches(@"/speed f \d\.\d+$", await synth.WaitForAsync("/speed"));
        await synth.WaitForAsync("/volume f");
    }

    [Theory]
    [InlineData(0, 0.5f)]
    [InlineData(1, 2)]
    [InlineData(9, 4)]
    [InlineData(-9, 0.25f)]
    public void Mapping_is_a_line_that_stays_within_what_the_parameter_can_be(float x, float expected)
    {
        var mapping = new Mapping("roll", 1, "/synth/speed", new Interval(-1, 1), new Interval(0.25f, 4), 0, 0).From(new Interval(0, 1), new Interval(0.5f, 2));
        Assert.Equal(expected, mapping.Apply(x));
    }

    [Fact]
    public void Mapping_that_is_unknown_or_no_line_changes_nothing()
    {
        MappingTable table = new();
        var before = table.All;
        Assert.False(table.TryChange("yaw", 1, 1));
        Assert.False(table.TryChange("roll", float.NaN, 1));
        Assert.False(table.TryChange("roll", 1, float.PositiveInfinity));
        Assert.Equal(before, table.All);
        Assert.True(table.TryChange("roll", 3, 4));
        Assert.Equal((3f, 4f), (table.All[0].M, table.All[0].B));
    }

    [Fact]
    public void Synth_sounds_and_never_overdrives()
    {
        Synth synth = new() { Speed = 4, Feedback = 0.95f, Volume = 1 };
        float[] frames = new float[10 * Synth.SampleRate];
        synth.Render(frames);
        Assert.All(frames, frame => Assert.InRange(frame, -1, 1));
        Assert.Contains(frames, frame => Math.Abs(frame) > 0.1f);
    }

    [Theory]
    [InlineData("--port=70000")]
    [InlineData("--seconds=0")]
    [InlineData("--sensor")]
    [InlineData("--osc=9000")]
    [InlineData("sensor")]
    public void Options_that_are_none_are_refused(string argument) => Assert.Throws<ArgumentException>(() => SensorOptions.Parse([argument]));
}
