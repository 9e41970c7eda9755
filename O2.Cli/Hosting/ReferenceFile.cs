namespace O2.Cli;

/// <summary>Reads the file of the C++ program <c>o2host</c>, <c>.o2host.config</c>: named configurations, one setting a line, in a fixed order.</summary>
/// <remarks>
/// The reference gives up at any deviation and goes on with an empty form; so do we, but name the line.
/// Source: the reference's <c>o2host</c>, as of <c>o2host v1.0</c>.
/// </remarks>
internal static class ReferenceFile
{
    private const string Header = "o2host v1.0", Mark = "----";

    private static readonly string[] Fields =
    [
        ReferenceConfiguration.Ensemble, ReferenceConfiguration.PollingRate, ReferenceConfiguration.DebugFlags, ReferenceConfiguration.ReferenceClock,
        ReferenceConfiguration.Networking, ReferenceConfiguration.HttpPort, ReferenceConfiguration.HttpRoot, ReferenceConfiguration.MqttHost,
        ReferenceConfiguration.MqttPort,
    ];

    /// <summary>The gateways, and how many values each of them has.</summary>
    private static readonly IReadOnlyDictionary<string, int> Gateways = new Dictionary<string, int>
    {
        [ReferenceGateway.OscOut] = 4,
        [ReferenceGateway.OscIn] = 3,
        ["MIDI_in"] = 2,
        ["MIDI_out"] = 2,
    };

    /// <summary>Whether a text is such a file.</summary>
    public static bool IsOne(string text) => text.StartsWith(Header, StringComparison.Ordinal);

    /// <param name="file">The name of the file, for complaints.</param>
    /// <param name="text">What it contains.</param>
    /// <param name="name">The configuration that is wanted; null for the one that was selected last.</param>
    /// <exception cref="UserErrorException">It has another form, or no such configuration; the message names file and line.</exception>
    public static ReferenceConfiguration Parse(string file, string text, string? name)
    {
        var lines = new ReferenceLines(file, text);
        lines.Expect(Header);
        var current = lines.Values("Configuration:", 1)[0];
        var all = new List<ReferenceConfiguration>();
        while (!lines.AtEnd)
            all.Add(ReadConfiguration(lines));

        var wanted = name ?? current;
        return all.Find(configuration => configuration.Name == wanted) ?? throw new UserErrorException(
            $"{file}: there is no configuration '{wanted}'. It has {string.Join(", ", all.Select(configuration => $"'{configuration.Name}'"))}; --name chooses one.");
    }

    private static ReferenceConfiguration ReadConfiguration(ReferenceLines lines)
    {
        var name = lines.Values(Mark, 1)[0];
        var fields = Fields.ToDictionary(field => field, field => lines.Values($"{field}:", 1)[0]);
        var gateways = new List<ReferenceGateway>();
        while (!lines.TrySkip(Mark))
        {
            var kind = Gateways.Keys.FirstOrDefault(kind => lines.Current.StartsWith($"{kind}:", StringComparison.Ordinal))
                ?? throw lines.Unexpected($"{string.Join(", ", Gateways.Keys)} or {Mark}");
            var number = lines.Number;
            gateways.Add(new ReferenceGateway(kind, lines.Values($"{kind}:", Gateways[kind]), number));
        }

        return new ReferenceConfiguration(name, fields, gateways);
    }
}
