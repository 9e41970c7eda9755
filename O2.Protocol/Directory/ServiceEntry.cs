using System.Collections.Immutable;

namespace O2.Protocol;

/// <summary>What is known about one service name: who offers it and who taps it.</summary>
/// <remarks>Immutable. Thread-safe: yes. All members are plain reads and allocate nothing.</remarks>
public sealed class ServiceEntry
{
    internal ServiceEntry(string name, ImmutableArray<ServiceProvider> providers, ImmutableArray<Tap> taps)
    {
        Name = name;
        Providers = providers;
        Taps = taps;
        Active = providers.IsEmpty ? null : providers[0];
        foreach (ServiceProvider provider in providers)
            Own = provider.IsOwn ? provider : Own;
    }

    /// <summary>The service name.</summary>
    public string Name { get; }

    /// <summary>All providers, the active one first, the rest in no special order; at most one for each process.</summary>
    public ImmutableArray<ServiceProvider> Providers { get; }

    /// <summary>The taps of which this service is the tappee.</summary>
    public ImmutableArray<Tap> Taps { get; }

    /// <summary>The provider to which messages go; null when nobody offers the service and only taps are known.</summary>
    public ServiceProvider? Active { get; }

    /// <summary>The provider of this process, active or not; null when it has none.</summary>
    public ServiceProvider? Own { get; }

    /// <summary>Finds the offer of one process.</summary>
    /// <param name="process">The process; null for this one.</param>
    /// <returns>The offer, or null when that process does not offer the service.</returns>
    public ServiceProvider? ProviderOf(ProcessName? process)
    {
        foreach (ServiceProvider provider in Providers)
        {
            if (provider.Process == process)
                return provider;
        }

        return null;
    }

    internal ServiceEntry With(ImmutableArray<ServiceProvider> providers) => new(Name, providers, Taps);

    internal ServiceEntry With(ImmutableArray<Tap> taps) => new(Name, Providers, taps);
}
