using O2.Cli;
using O2.Protocol.Osc;

namespace O2.Actors.Tests.Cli.Hosting;

public sealed class HostConfigurationFileTests
{
    [Fact]
    public void A_file_says_what_differs_from_the_defaults()
    {
        var configuration = Parse(
            """
            // our rehearsal room
            {
              "ensemble": "rehearsal",
              "clock": "yes",              /* nobody else does */
              "network": "localhost",
              "peers": ["192.168.1.7:40000"],
              "mqtt": { "enabled": true, "broker": "10.0.0.1", "port": 8883, "tls": true, "user": "me", "password": "secret" },
              "lite": { "maxClients": 20 },
              "web": { "port": 8081, "bind": "0.0.0.0", "root": "pages", "origins": ["*"], },
              "osc": {
                "in": [{ "service": "synth", "port": 8000 }, { "service": "desk", "port": 8001, "transport": "tcp" }],
                "out": [{ "service": "soundcool", "to": "localhost:9000", "transport": "tcp", "framing": "slip" }],
              },
            }
            """);

        Assert.Equal(("rehearsal", ClockChoice.Yes, NetworkChoice.Localhost, null), (configuration.Ensemble, configuration.Clock, configuration.Network, configuration.Interface));
        Assert.Equal(["192.168.1.7:40000"], configuration.Peers);
        Assert.Equal(new LiteSection { MaxClients = 20 }, configuration.Lite);
        Assert.Equal(
            new MqttOptions { Broker = "10.0.0.1", Port = 8883, UseTls = true, UserName = "me", Password = "secret" }, configuration.Mqtt.ToOptions());
        Assert.Equal((true, 8081, "0.0.0.0", "pages"), (configuration.Web.Enabled, configuration.Web.Port, configuration.Web.Bind, configuration.Web.Root));
        Assert.Equal(["*"], configuration.Web.Origins);
        Assert.Equal([new() { Service = "synth", Port = 8000 }, new() { Service = "desk", Port = 8001, Transport = OscTransport.Tcp }], configuration.Osc.In);
        Assert.Equal([new() { Service = "soundcool", To = "localhost:9000", Transport = OscTransport.Tcp, Framing = OscFraming.Slip }], configuration.Osc.Out);
    }

    [Fact]
    public void An_empty_section_stands_for_the_defaults()
    {
        var configuration = Parse("{}");

        Assert.Equal((ClockChoice.Auto, NetworkChoice.Local, true, true, 8080, "127.0.0.1"),
            (configuration.Clock, configuration.Network, configuration.Lite.Enabled, configuration.Web.Enabled, configuration.Web.Port, configuration.Web.Bind));
    }

    [Fact]
    public void A_broker_is_used_only_if_that_is_said_and_its_settings_are_checked()
    {
        Assert.Null(Parse("""{ "mqtt": { "broker": "10.0.0.1" } }""").Mqtt.ToOptions());
        Assert.Equal("mqtt.port is 70000; it has to be 0 to 65535.", Assert.Throws<UserErrorException>(() => new MqttSection { Enabled = true, Port = 70000 }.ToOptions()).Message);
        Assert.Equal("mqtt.broker is \"\"; it has to be a host name or an address.", Assert.Throws<UserErrorException>(() => new MqttSection { Enabled = true, Broker = "" }.ToOptions()).Message);
    }

    [Theory]
    [InlineData("{\n  \"ensembel\": \"x\"\n}", "room.json, line 2: there is no setting 'ensembel'. Did you mean 'ensemble'?")]
    [InlineData("{\n  \"web\": {\n    \"prot\": 1 } }", "room.json, line 3: there is no setting 'web.prot'. Did you mean 'port'?")]
    [InlineData("{ \"lite\": { \"x\": 1 } }", "room.json, line 1: there is no setting 'lite.x'. There is 'enabled', 'maxClients'.")]
    [InlineData("{ \"clock\": \"yes\",\n\n \"clock\": \"no\" }", "room.json, line 3: 'clock' stands there more than once.")]
    [InlineData("{\n \"clock\": \"maybe\" }", "room.json, line 2: 'clock' has to be one of \"auto\", \"yes\", \"no\".")]
    [InlineData("{\n\n \"web\": { \"port\": \"80\" } }", "room.json, line 3: 'web.port' has to be a whole number.")]
    [InlineData("{ \"web\": { \"enabled\": 1 } }", "room.json, line 1: 'web.enabled' has to be true or false.")]
    [InlineData("{ \"ensemble\": 5 }", "room.json, line 1: 'ensemble' has to be a text in quotes.")]
    [InlineData("{ \"web\": true }", "room.json, line 1: 'web' has to be a section: { … }.")]
    [InlineData("{ \"osc\": {\n \"in\": [{ }, { \"prot\": 1 }] } }", "room.json, line 2: there is no setting 'osc.in.prot'. Did you mean 'port'?")]
    [InlineData("{ \"osc\": { \"in\": [{ \"port\": true }] } }", "room.json, line 1: 'osc.in[0].port' has to be a whole number.")]
    [InlineData("{ \"osc\": { \"out\": [{ \"transport\": \"x\" }] } }", "room.json, line 1: 'osc.out[0].transport' has to be one of \"udp\", \"tcp\".")]
    [InlineData("{ \"osc\": { \"out\": 1 } }", "room.json, line 1: 'osc.out' has to be a list of sections: [{ … }, { … }].")]
    [InlineData("{ \"peers\": \"a:1\" }", "room.json, line 1: 'peers' has to be a list of texts: [\"…\", \"…\"].")]
    public void What_is_wrong_is_named_with_its_line(string text, string complaint) => Assert.Equal(complaint, Complaint(text));

    [Theory]
    [InlineData("", "room.json, line 1: this is no JSON: ")]
    [InlineData("{ \"ensemble\": \"x\"\n \"clock\": \"no\" }", "room.json, line 2: this is no JSON: ")]
    [InlineData("ensemble = x", "room.json, line 1: this is no JSON: ")]
    [InlineData("[]", "room.json, line 1: this is no JSON: ")]
    public void A_text_that_is_no_json_is_explained(string text, string complaint) => Assert.StartsWith(complaint, Complaint(text));

    [Fact]
    public void What_is_printed_can_be_read_again()
    {
        var configuration = new HostConfiguration { Ensemble = "é", Clock = ClockChoice.No, Peers = ["10.0.0.1:7000"], Web = new WebSection { Root = "www" } };

        Assert.Equivalent(configuration, Parse(HostConfigurationFile.Format(configuration)), strict: true);
    }

    private static HostConfiguration Parse(string text) => HostConfigurationFile.Parse("room.json", text);

    private static string Complaint(string text) => Assert.Throws<UserErrorException>(() => Parse(text)).Message;
}
