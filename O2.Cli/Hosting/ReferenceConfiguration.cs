namespace O2.Cli;

/// <summary>One configuration of the reference's <c>o2host</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Fields">The fields of its form.</param>
/// <param name="Gateways">Its gateways.</param>
internal sealed record ReferenceConfiguration(string Name, IReadOnlyDictionary<string, string> Fields, IReadOnlyList<ReferenceGateway> Gateways)
{
    public const string Ensemble = "Ensemble_name", PollingRate = "Polling_rate", DebugFlags = "Debug_flags", ReferenceClock = "Reference_clock",
        Networking = "Networking", HttpPort = "HTTP_port", HttpRoot = "HTTP_root", MqttHost = "MQTT_host", MqttPort = "MQTT_port";

    private const string Localhost = "localhost only", Internet = "internet", WideArea = "wide-area discovery", DefaultRoot = "www";

    /// <summary>The same for our host.</summary>
    /// <param name="file">The name of the file, for complaints.</param>
    /// <param name="notes">What our host does not do, for the user.</param>
    /// <exception cref="UserErrorException">A port is no number.</exception>
    public HostConfiguration Convert(string file, out IReadOnlyList<string> notes)
    {
        notes = [.. Left()];
        var network = Fields[Networking] switch
        {
            Localhost => NetworkChoice.Localhost,
            Internet or WideArea => NetworkChoice.Internet,
            _ => NetworkChoice.Local,
        };
        return new HostConfiguration
        {
            Ensemble = Fields[Ensemble].Length == 0 ? null : Fields[Ensemble],
            Clock = Fields[ReferenceClock] == "Y" ? ClockChoice.Yes : ClockChoice.No,
            Network = network,
            Mqtt = Fields[Networking] == WideArea
                ? new MqttSection
                {
                    Enabled = true,
                    Broker = Fields[MqttHost].Length == 0 ? new MqttSection().Broker : Fields[MqttHost],
                    Port = Fields[MqttPort].Length == 0 ? 0 : Number(file, MqttPort),
                }
                : new MqttSection(),
            Osc = new OscSection { In = [.. All(ReferenceGateway.OscIn).Select(line => line.ToOscIn(file))], Out = [.. All(ReferenceGateway.OscOut).Select(line => line.ToOscOut(file))] },
            Web = Fields[HttpPort].Length == 0
                ? new WebSection { Enabled = false }
                : new WebSection
                {
                    Port = Number(file, HttpPort),
                    Bind = network == NetworkChoice.Localhost ? "127.0.0.1" : "0.0.0.0",
                    Root = Fields[HttpRoot].Length == 0 ? DefaultRoot : Fields[HttpRoot],
                },
        };
    }

    private IEnumerable<ReferenceGateway> All(string kind) => Gateways.Where(gateway => gateway.Kind == kind);

    private int Number(string file, string field) =>
        int.TryParse(Fields[field], out var number) ? number : throw new UserErrorException($"{file}: {field} \"{Fields[field]}\" is no number.");

    private IEnumerable<string> Left()
    {
        foreach (var gateway in Gateways.Where(gateway => gateway.Kind is not (ReferenceGateway.OscIn or ReferenceGateway.OscOut)))
            yield return $"line {gateway.Line}, {gateway.Kind} {string.Join(' ', gateway.Values.Select(value => $"\"{value}\""))}: there is no such gateway yet.";
    }
}
