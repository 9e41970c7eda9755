using O2.Protocol.Mdns;

namespace O2.Actors.TestKit;

/// <summary>A service that a virtual machine publishes; equal services of two processes are two records.</summary>
internal sealed class VirtualRecord(VirtualMachine machine, ServiceInstance service)
{
    public VirtualMachine Machine => machine;

    public ServiceInstance Service => service;

    /// <summary>The service as others find it.</summary>
    public DiscoveredService Discovered =>
        new(service.Name, service.Type, $"host{machine.Number}.local", service.Port, service.Txt, [machine.Address]);
}
