namespace O2.Protocol;

/// <summary>Something that the driver of a <see cref="PeerRegistry"/> has to do. Outputs are to be handled in the order in which they are taken.</summary>
public abstract record RegistryOutput
{
    private RegistryOutput()
    {
    }

    /// <summary>Open a TCP connection to a process and run a <see cref="PeerSession"/> on it, which finds out by itself what it is for.</summary>
    /// <param name="Process">The process. The connection goes to the internal address and port in its name.</param>
    public sealed record Open(ProcessInfo Process) : RegistryOutput;

    /// <summary>Enter a process in the directory.</summary>
    /// <param name="Process">The process.</param>
    /// <param name="Connection">The connection, or the link through a broker, by which it is reached.</param>
    /// <param name="ByHub">Whether a hub told one of us about the other.</param>
    public sealed record Joined(ProcessInfo Process, object Connection, bool ByHub) : RegistryOutput;

    /// <summary>Remove a process from the directory.</summary>
    /// <param name="Process">The process.</param>
    public sealed record Left(ProcessName Process) : RegistryOutput;

    /// <summary>Close a connection, or a link through a broker, because another one to the same process takes its place.</summary>
    /// <param name="Connection">The connection or link.</param>
    public sealed record Close(object Connection) : RegistryOutput;

    /// <summary>An attempt to connect with a process has failed: it may be reached through a broker. Further attempts follow.</summary>
    /// <param name="Process">The process.</param>
    public sealed record Unreachable(ProcessName Process) : RegistryOutput;

    /// <summary>Send a message on a connection: the description of another process, for one that uses us as its hub.</summary>
    /// <param name="Connection">The connection.</param>
    /// <param name="Message">The message.</param>
    public sealed record Send(object Connection, O2Message Message) : RegistryOutput;
}
