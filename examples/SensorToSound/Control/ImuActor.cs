using O2.Actors;
using O2.Protocol;

namespace SensorToSound;

/// <summary>The service that the sensor sends to: it turns each movement into a parameter of the synth.</summary>
public sealed class ImuActor : O2ServiceActor
{
    public const string Service = "imu";
    private readonly MappingTable _mappings;

    public ImuActor(MappingTable mappings)
    {
        _mappings = mappings;
        Method("/imu", "fffffff", OnReading);
    }

    private void OnReading(O2MessageView reading)
    {
        foreach (var mapping in _mappings.All)
            O2.Send(mapping.Parameter, mapping.Apply(reading.Single(mapping.Reading)));
    }
}
