namespace O2.Protocol;

/// <summary>One offer of a service: who offers it, how it is reached, and with which properties.</summary>
/// <remarks>Immutable. Thread-safe: yes.</remarks>
public sealed record ServiceProvider
{
    /// <summary>Where the provider is reached.</summary>
    public required ProviderKind Kind { get; init; }

    /// <summary>The process that offers the service; null when it is this one (directly, by a bridge, or to OSC).</summary>
    public ProcessName? Process { get; init; }

    /// <summary>The library's own handle for reaching the provider, such as a mailbox or a connection. The directory never looks into it.</summary>
    public object? Endpoint { get; init; }

    /// <summary>What the provider advertises.</summary>
    public ServiceProperties Properties { get; init; } = ServiceProperties.Empty;

    /// <summary>Whether the provider's side has global time. For a local provider always true: only this process's own clock counts.</summary>
    public bool IsSynchronized { get; init; }

    /// <summary>Whether other processes see the service as one of this process: it is not <see cref="ProviderKind.Remote"/>.</summary>
    public bool IsOwn => Kind != ProviderKind.Remote;

    /// <summary>The name of the process as status events and lists give it: <c>_o2</c> for this process, else its <c>@</c> name.</summary>
    public string ProcessText => Process?.Text ?? ServiceName.Process;

    /// <summary>Returns the status of a service that this provider serves.</summary>
    /// <param name="weAreSynchronized">Whether this process has global time.</param>
    /// <returns>One of the values 0 to 7.</returns>
    public ServiceStatus Status(bool weAreSynchronized) =>
        weAreSynchronized && IsSynchronized
            ? ServiceStatus.Local + (int)Kind
            : ServiceStatus.LocalNoTime + (int)Kind;
}
