using LaptopOrchestra;

namespace O2.Actors.Tests.Examples;

public class DemoOptionsTests
{
    [Theory]
    [InlineData(Accident.None)]
    [InlineData(Accident.Crash)]
    [InlineData(Accident.ConductorDies)]
    public void What_a_child_is_told_is_what_the_director_was_told(Accident accident)
    {
        var options = new DemoOptions { Ensemble = "canon-1", Speed = 2.5, Output = "some where", IsSilent = true, IsLeashed = true, Accident = accident };

        Assert.Equal(options, DemoOptions.Parse(options.ToArguments()));
    }

    [Theory]
    [InlineData("--web", Admission.Machine)]
    [InlineData("--web=network", Admission.Network)]
    public void The_audience_is_this_machine_or_the_network(string argument, Admission admission)
    {
        var options = DemoOptions.Parse([argument, "--port=0"]);

        Assert.Equal((admission, 0), (options.Admission, options.Port));
        Assert.Equal(options, DemoOptions.Parse(options.ToArguments()) with { Ensemble = null });
    }

    [Theory]
    [InlineData("--touch", 8000, false)]
    [InlineData("--touch=0", 0, false)]
    [InlineData("--touch=network", 8000, true)]
    public void A_touch_surface_is_of_this_machine_or_of_the_network(string argument, int port, bool isOpen)
    {
        var options = DemoOptions.Parse([argument]);

        Assert.Equal((port, isOpen), (options.TouchPort, options.IsTouchOpen));
        Assert.Equal(options, DemoOptions.Parse(options.ToArguments()) with { Ensemble = null });
    }

    [Theory]
    [InlineData("--touch=hard")]
    [InlineData("--web=world")]
    [InlineData("--port=65536")]
    [InlineData("--speed=0")]
    [InlineData("--speed=11")]
    [InlineData("--speed=fast")]
    [InlineData("--ensemble")]
    [InlineData("--loud")]
    public void Anything_else_is_refused_by_name(string argument)
    {
        Assert.Contains(argument, Assert.Throws<ArgumentException>(() => DemoOptions.Parse([argument])).Message);
    }

    [Fact]
    public void Speed_makes_the_piece_faster()
    {
        var written = new DemoOptions().Score.Tempo.Conduct(0).Last().TimeOffset;

        Assert.Equal(written / 4, (new DemoOptions { Speed = 4 }).Score.Tempo.Conduct(0).Last().TimeOffset, precision: 9);
    }
}
