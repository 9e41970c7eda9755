namespace O2.Cli;

/// <param name="Name">The way by which clients join: <c>o2lite</c>, <c>web</c>, <c>osc in</c>, <c>osc out</c>.</param>
/// <param name="Address">Where clients find it.</param>
/// <param name="Hint">What a user has to know about that.</param>
/// <param name="Clients">How many clients are connected.</param>
internal sealed record BridgeRow(string Name, string Address, [property: System.Text.Json.Serialization.JsonIgnore] string Hint, int Clients)
{
    public static BridgeRow Of(IHostPart part) => new(part.Name, part.Address, part.Hint, part.Clients);
}
