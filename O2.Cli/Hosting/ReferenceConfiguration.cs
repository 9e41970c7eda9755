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
    /// <exception cref="UserErrorException">The port is no number.</exception>
    public HostConfiguration Convert(string file, out IReadOnlyList<string> notes)
    {
        notes = [.. Left()];
        var network = Fields[Networking] == Localhost ? NetworkChoice.Localhost : NetworkChoice.Local;
        return new HostConfiguration
        {
            Ensemble = Fields[Ensemble].Length == 0 ? null : Fields[Ensemble],
            Clock = Fields[ReferenceClock] == "Y" ? ClockChoice.Yes : ClockChoice.No,
            Network = network,
            Osc = new OscSection { In = [.. All(ReferenceGateway.OscIn).Select(line => line.ToOscIn(file))], Out = [.. All(ReferenceGateway.OscOut).Select(line => line.ToOscOut(file))] },
            Web = Fields[HttpPort].Length == 0
                ? new WebSection { Enabled = false }
                : new WebSection
                {
                    Port = int.TryParse(Fields[HttpPort], out var port) ? port : throw new UserErrorException($"{file}: {HttpPort} \"{Fields[HttpPort]}\" is no number."),
                    Bind = network == NetworkChoice.Localhost ? "127.0.0.1" : "0.0.0.0",
                    Root = Fields[HttpRoot].Length == 0 ? DefaultRoot : Fields[HttpRoot],
                },
        };
    }

    private IEnumerable<ReferenceGateway> All(string kind) => Gateways.Where(gateway => gateway.Kind == kind);

    private IEnumerable<string> Left()
    {
        if (Fields[Networking] is Internet or WideArea)
            yield return $"{Networking} \"{Fields[Networking]}\": this host stays in the local network.";
        if (Fields[Networking] == WideArea)
            yield return $"{MqttHost}, {MqttPort}: there is no MQTT yet.";
        foreach (var gateway in Gateways.Where(gateway => gateway.Kind is not (ReferenceGateway.OscIn or ReferenceGateway.OscOut)))
            yield return $"line {gateway.Line}, {gateway.Kind} {string.Join(' ', gateway.Values.Select(value => $"\"{value}\""))}: there is no such gateway yet.";
    }
}
