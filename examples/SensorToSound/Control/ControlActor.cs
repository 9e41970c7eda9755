using O2.Actors;
using O2.Protocol;

namespace SensorToSound;

/// <summary>The service that pages talk to: it tells the mappings and changes them.</summary>
public sealed class ControlActor : O2ServiceActor
{
    public const string Service = "ctrl";
    private readonly MappingTable _mappings;

    public ControlActor(MappingTable mappings)
    {
        _mappings = mappings;
        Method("/map", "sff", message => _mappings.TryChange(message.Text(0), message.Single(1), message.Single(2)));
        Method("/list", "s", message => Tell(message.Text(0)));
    }

    /// <summary>Sends all mappings to a service, the page that asks.</summary>
    private void Tell(string service)
    {
        if (!ServiceName.IsValid(service))
            return;
        foreach (var (name, reading, parameter, input, output, m, b) in _mappings.All)
            O2.SendReliable($"/{service}/mapping", name, reading, parameter, input.Low, input.High, output.Low, output.High, m, b);
    }
}
