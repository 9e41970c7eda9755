using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Discovery;

/// <summary>What a <see cref="PeerRegistry"/> wants to be done, in short words.</summary>
internal static class RegistryOutputs
{
    /// <summary>Drains the outputs.</summary>
    public static string[] Drain(this PeerRegistry registry)
    {
        List<string> outputs = [];
        while (registry.TryDequeueOutput(out RegistryOutput? output))
            outputs.Add(Describe(output));
        return [.. outputs];
    }

    private static string Describe(RegistryOutput output) => output switch
    {
        RegistryOutput.Open open => $"open {open.Process.Name}",
        RegistryOutput.Joined joined => $"joined {joined.Process.Name} by {joined.Connection}",
        RegistryOutput.Left left => $"left {left.Process}",
        RegistryOutput.Close close => $"close {close.Connection}",
        RegistryOutput.Unreachable unreachable => $"unreachable {unreachable.Process}",
        RegistryOutput.Send send when Introduction.TryRead(send.Message, out Introduction? introduction) => $"send {introduction.Kind} of {introduction.Process.Name} on {send.Connection}",
        _ => throw new InvalidOperationException($"Unknown output {output}."),
    };
}
