using O2.Cli;

namespace O2.Actors.Tests.Cli;

public sealed class BrokerAddressTests
{
    [Theory]
    [InlineData("broker.example.org", "broker.example.org", 1883, false)]
    [InlineData("10.0.0.1:1884", "10.0.0.1", 1884, false)]
    [InlineData("tls://broker.example.org", "broker.example.org", 8883, true)]
    [InlineData("tls://localhost:9000", "localhost", 9000, true)]
    public void A_broker_is_a_host_with_or_without_a_port(string text, string host, int port, bool usesTls)
    {
        var options = BrokerAddress.Parse(text);

        Assert.Equal((host, port, usesTls), (options.Broker, options.ActualPort, options.UseTls));
    }

    [Theory]
    [InlineData("")]
    [InlineData(":1883")]
    [InlineData("host:")]
    [InlineData("host:0")]
    [InlineData("host:65536")]
    [InlineData("host:+1")]
    [InlineData("host:1:2")]
    [InlineData("tls://")]
    [InlineData("mqtt://host")]
    public void Anything_else_is_refused(string text) =>
        Assert.Contains("write the host of the broker", Assert.Throws<UserErrorException>(() => BrokerAddress.Parse(text)).Message, StringComparison.Ordinal);
}
