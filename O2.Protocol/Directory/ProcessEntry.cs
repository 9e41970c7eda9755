namespace O2.Protocol;

/// <summary>What is known about another process of the ensemble that is connected with this one.</summary>
/// <param name="Info">What it told about itself.</param>
/// <param name="Via">How it is reached.</param>
/// <param name="Endpoint">The library's own handle for reaching it. The directory never looks into it.</param>
/// <param name="IsSynchronized">Whether it has said that it has global time.</param>
/// <remarks>Immutable. Thread-safe: yes.</remarks>
public sealed record ProcessEntry(ProcessInfo Info, ProcessLink Via, object? Endpoint, bool IsSynchronized)
{
    /// <summary>The name of the process.</summary>
    public ProcessName Name => Info.Name;

    /// <summary>Returns the status of the process.</summary>
    /// <param name="weAreSynchronized">Whether this process has global time.</param>
    /// <returns><see cref="ServiceStatus.Remote"/> or <see cref="ServiceStatus.RemoteNoTime"/>.</returns>
    public ServiceStatus Status(bool weAreSynchronized) =>
        weAreSynchronized && IsSynchronized ? ServiceStatus.Remote : ServiceStatus.RemoteNoTime;
}
