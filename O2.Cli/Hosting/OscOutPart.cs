using O2.Actors;
using O2.Protocol;

namespace O2.Cli;

/// <summary>A service that is an OSC program.</summary>
internal sealed class OscOutPart : IHostPart
{
    private readonly OscDelegation _delegation;

    private OscOutPart(OscDelegation delegation) => _delegation = delegation;

    public string Name => "osc out";

    public int Clients => _delegation.IsConnected ? 1 : 0;

    public string Address => $"{EnsembleListing.Word(_delegation.Transport)} {_delegation.Host}:{_delegation.Port}";

    public string Hint => $"gets what is sent to '{_delegation.Service}'{(_delegation.IsConnected ? "" : "; not connected")}{(_delegation.Sent == 0 ? "" : $"; {_delegation.Sent} packets")}";

    /// <exception cref="UserErrorException">A setting is out of its range.</exception>
    /// <exception cref="ArgumentException">This host offers the service already.</exception>
    public static OscOutPart Start(O2Process process, OscOutSection section)
    {
        HostConfiguration.Check(ServiceName.IsValid(section.Service), "osc.out.service", $"'{section.Service}'", "the name of a service");
        var to = HostAndPort.TryParse(section.To) ?? throw new UserErrorException($"osc.out.to is '{section.To}'; it has to be a host and a port, for example localhost:9000.");
        return new OscOutPart(process.DelegateToOsc(section.Service, to.Host, to.Port, new OscDelegateOptions { Transport = section.Transport, Framing = section.Framing }));
    }

    public ValueTask DisposeAsync()
    {
        _delegation.Dispose();
        return ValueTask.CompletedTask;
    }
}
