using O2.Cli;

namespace O2.Actors.Tests.Cli.Hosting;

/// <summary>The file of the C++ program <c>o2host</c>; its form is that of its source (specification 07, section 1.2).</summary>
public sealed class ReferenceFileTests
{
    private const string Text =
        """
        o2host v1.0
        Configuration: "demo"
        ---- "plain"
        Ensemble_name: "studio"
        Polling_rate: "500"
        Debug_flags: ""
        Reference_clock: "N"
        Networking: "localhost only"
        HTTP_port: ""
        HTTP_root: ""
        MQTT_host: ""
        MQTT_port: ""
        ----
        ---- "demo"
        Ensemble_name: "rbdapp"
        Polling_rate: ""
        Debug_flags: "d"
        Reference_clock: "Y"
        Networking: "wide-area discovery"
        HTTP_port: "8080"
        HTTP_root: ""
        MQTT_host: "mqtt.example"
        MQTT_port: "1883"
        O2_to_OSC: "sndcues" "127.000.000.001" "8001" "UDP"
        MIDI_out: "midiout" "IAC Driver"
        OSC_to_O2: "TCP" "9000" "osc in"
        ----

        """;

    [Fact]
    public void The_configuration_that_was_selected_last_becomes_ours()
    {
        var configuration = Parse(Text, null, out var notes);

        Assert.Equal(("rbdapp", ClockChoice.Yes, NetworkChoice.Internet), (configuration.Ensemble, configuration.Clock, configuration.Network));
        Assert.Equal((true, 8080, "0.0.0.0", "www"), (configuration.Web.Enabled, configuration.Web.Port, configuration.Web.Bind, configuration.Web.Root));
        Assert.Equal(new MqttSection { Enabled = true, Broker = "mqtt.example", Port = 1883 }, configuration.Mqtt);
        Assert.Equal(
            [
                "line 25, MIDI_out \"midiout\" \"IAC Driver\": there is no such gateway yet.",
            ],
            notes);
    }

    [Fact]
    public void OSC_gateways_are_taken_over_without_the_zeros_that_fill_up_an_address()
    {
        var osc = Parse(Text.Replace("127.000.000.001", "010.000.000.020"), null, out _).Osc;

        Assert.Equal(new OscOutSection { Service = "sndcues", To = "10.0.0.20:8001", Transport = OscTransport.Udp }, Assert.Single(osc.Out));
        Assert.Equal(new OscInSection { Service = "osc in", Port = 9000, Transport = OscTransport.Tcp }, Assert.Single(osc.In));
    }

    [Fact]
    public void Another_one_can_be_named()
    {
        var configuration = Parse(Text.Replace("\n", "\r\n"), "plain", out var notes);

        Assert.Equal(("studio", ClockChoice.No, NetworkChoice.Localhost, false), (configuration.Ensemble, configuration.Clock, configuration.Network, configuration.Web.Enabled));
        Assert.Equal(new MqttSection(), configuration.Mqtt);
        Assert.Empty(notes);
    }

    [Fact]
    public void A_broker_that_is_not_named_is_the_public_one()
    {
        var configuration = Parse(Text.Replace("mqtt.example", "", StringComparison.Ordinal).Replace("MQTT_port: \"1883\"", "MQTT_port: \"\"", StringComparison.Ordinal), null, out _);

        Assert.Equal(new MqttSection { Enabled = true }, configuration.Mqtt);
    }

    [Theory]
    [InlineData("Polling_rate: \"500\"", "Poling_rate: \"500\"", "o2host.config, line 5: here has to stand Polling_rate: \"…\", not 'Poling_rate: \"500\"'.")]
    [InlineData("Polling_rate: \"500\"\n", "", "o2host.config, line 5: here has to stand Polling_rate: \"…\", not 'Debug_flags: \"\"'.")]
    [InlineData("\"8001\" \"UDP\"", "\"8001\"", "o2host.config, line 24: here has to stand O2_to_OSC: \"…\" \"…\" \"…\" \"…\", not 'O2_to_OSC: \"sndcues\" \"127.000.000.001\" \"8001\"'.")]
    [InlineData("\"8001\" \"UDP\"", "\"8001\" \"X\"", "o2host.config, line 24: here has to stand UDP or TCP, not \"X\".")]
    [InlineData("\"9000\"", "\"\"", "o2host.config, line 26: \"\" is no port.")]
    [InlineData("MIDI_out:", "ZOCP:", "o2host.config, line 25: here has to stand O2_to_OSC, OSC_to_O2, MIDI_in, MIDI_out or ----, not 'ZOCP: \"midiout\" \"IAC Driver\"'.")]
    [InlineData("MQTT_port: \"1883\"", "MQTT_port: \"x\"", "o2host.config: MQTT_port \"x\" is no number.")]
    [InlineData("HTTP_port: \"8080\"", "HTTP_port: \"x\"", "o2host.config: HTTP_port \"x\" is no number.")]
    [InlineData("Configuration: \"demo\"", "Configuration: \"gone\"", "o2host.config: there is no configuration 'gone'. It has 'plain', 'demo'; --name chooses one.")]
    public void Another_form_is_refused_with_its_line(string part, string replacement, string complaint) =>
        Assert.Equal(complaint, Assert.Throws<UserErrorException>(() => Parse(Text.Replace(part, replacement), null, out _)).Message);

    [Fact]
    public void It_is_told_from_a_file_of_ours()
    {
        Assert.True(ReferenceFile.IsOne(Text));
        Assert.False(ReferenceFile.IsOne("{ }"));
    }

    private static HostConfiguration Parse(string text, string? name, out IReadOnlyList<string> notes) =>
        ReferenceFile.Parse("o2host.config", text, name).Convert("o2host.config", out notes);
}
