using O2.Protocol.Mdns;

namespace O2.Actors.TestKit;

/// <summary>A search for services on a virtual machine.</summary>
internal sealed class VirtualBrowser(VirtualMachine machine, string type, Action<ServiceEvent> handler) : IDisposable
{
    public VirtualMachine Machine => machine;

    public string Type => type;

    public Action<ServiceEvent> Handler => handler;

    /// <summary>What was found and not lost.</summary>
    public HashSet<VirtualRecord> Known { get; } = [];

    public void Dispose() => machine.Network.Mdns.End(this);
}
