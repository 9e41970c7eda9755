using O2.Actors;
using O2.Protocol;

namespace O2.Cli;

/// <summary>A port at which OSC programs send to a service.</summary>
internal sealed class OscInPart : IHostPart
{
    private readonly OscPort _port;

    private OscInPart(OscPort port) => _port = port;

    public string Name => "osc in";

    public int Clients => _port.Connections;

    public string Address => $"{EnsembleListing.Word(_port.Transport)} port {_port.Port}";

    public string Hint => $"OSC programs that send there play '{_port.Service}'{Traffic}";

    private string Traffic => _port.Received + _port.Refused == 0 ? "" : $"; {_port.Received} packets taken, {_port.Refused} dropped";

    /// <exception cref="UserErrorException">A setting is out of its range.</exception>
    /// <exception cref="O2Exception">The port is taken.</exception>
    public static OscInPart Start(O2Process process, OscInSection section)
    {
        HostConfiguration.Check(ServiceName.IsValid(section.Service), "osc.in.service", $"'{section.Service}'", "the name of a service");
        HostConfiguration.Check(section.Port is >= 0 and <= 65535, "osc.in.port", section.Port, "0 to 65535");
        return new OscInPart(process.AddOscPort(section.Service, section.Port, new OscPortOptions { Transport = section.Transport }));
    }

    public ValueTask DisposeAsync()
    {
        _port.Dispose();
        return ValueTask.CompletedTask;
    }
}
