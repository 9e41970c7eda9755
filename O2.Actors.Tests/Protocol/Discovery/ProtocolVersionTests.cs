using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Discovery;

public class ProtocolVersionTests
{
    [Theory]
    [InlineData("2.0.1", 0x020001)]
    [InlineData("2", 0x020000)]
    [InlineData("2.9.255", 0x0209ff)]
    [InlineData("v2.0.-1", 0x020001)]
    [InlineData("0.0.1", 1)]
    public void Version_text_is_read_like_the_reference_reads_it(string text, int version)
    {
        Assert.True(ProtocolVersion.TryParse(text, out int read));
        Assert.Equal(version, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0.0.0")]
    [InlineData("x")]
    [InlineData("2.0.256")]
    [InlineData("99999999999999999999")]
    [InlineData("2.0.1.0")]
    public void Version_text_without_a_version_is_refused(string text) => Assert.False(ProtocolVersion.TryParse(text, out _));

    [Fact]
    public void Only_the_major_number_has_to_agree()
    {
        Assert.True(ProtocolVersion.AreCompatible(0x020001, 0x0209ff));
        Assert.False(ProtocolVersion.AreCompatible(0x020001, 0x030001));
    }

    [Fact]
    public void Own_version_is_2_0_1() => Assert.Equal("2.0.1", ProtocolVersion.Format(ProtocolVersion.Current));
}
