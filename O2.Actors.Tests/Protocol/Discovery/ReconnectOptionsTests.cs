using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Discovery;

public class ReconnectOptionsTests
{
    [Fact]
    public void Defaults_are_as_documented()
    {
        ReconnectOptions options = new();

        options.Validate();
        Assert.Equal((0.5, 30, 0.25, 10), (options.FirstPause, options.LongestPause, options.Jitter, options.CallbackAnswer));
        Assert.Equal((10, 1800, 4096), (options.MaxSilences, options.ForgetAfter, options.MaxProcesses));
    }

    public static TheoryData<string, ReconnectOptions> OutOfRange => new()
    {
        { nameof(ReconnectOptions.FirstPause), new() { FirstPause = 0 } },
        { nameof(ReconnectOptions.FirstPause), new() { FirstPause = double.NaN } },
        { nameof(ReconnectOptions.LongestPause), new() { LongestPause = 0.4 } },
        { nameof(ReconnectOptions.LongestPause), new() { LongestPause = double.PositiveInfinity } },
        { nameof(ReconnectOptions.Jitter), new() { Jitter = -0.1 } },
        { nameof(ReconnectOptions.CallbackAnswer), new() { CallbackAnswer = 0 } },
        { nameof(ReconnectOptions.MaxSilences), new() { MaxSilences = 0 } },
        { nameof(ReconnectOptions.ForgetAfter), new() { ForgetAfter = 0 } },
        { nameof(ReconnectOptions.MaxProcesses), new() { MaxProcesses = 0 } },
    };

    [Theory]
    [MemberData(nameof(OutOfRange), DisableDiscoveryEnumeration = true)]
    public void Value_out_of_range_is_named(string property, ReconnectOptions options)
    {
        ArgumentOutOfRangeException thrown = Assert.Throws<ArgumentOutOfRangeException>(options.Validate);
        Assert.Equal(property, thrown.ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => new PeerRegistry(SessionFixture.Identity(), options, new Random(1)));
    }
}
