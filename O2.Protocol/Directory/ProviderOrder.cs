using System.Collections.Immutable;

namespace O2.Protocol;

/// <summary>Decides which of several providers of one service is active: the one at index 0 of the list.</summary>
/// <remarks>
/// The same arithmetic as in the reference, so that all processes agree about third parties. A provider of this process that stands at index 0
/// counts as <c>_o2</c>, which sorts after every <c>@</c> name; a newcomer counts by its full name, also one of this process.
/// <list type="table">
/// <listheader><term>order of events</term><description>active</description></listheader>
/// <item><term>own first, then a remote of any name</term><description>own (<see cref="LocalFirstStaysActive"/>)</description></item>
/// <item><term>remote first, then own with a lower name</term><description>remote</description></item>
/// <item><term>remote first, then own with a higher name</term><description>own</description></item>
/// <item><term>two remotes</term><description>the higher name</description></item>
/// <item><term>the active one goes away</term><description>own if there is one, else the highest name</description></item>
/// </list>
/// Source: O2 2.0, services with several providers.
/// </remarks>
internal static class ProviderOrder
{
    /// <summary>Adds a provider behind the others, or in front of them if it becomes the active one.</summary>
    /// <param name="providers">The providers so far, the active one first.</param>
    /// <param name="newcomer">The provider to add; its process has none in the list yet.</param>
    /// <param name="ownName">The name of this process; null while it has none, and so knows no others.</param>
    /// <returns>The new list.</returns>
    public static ImmutableArray<ServiceProvider> Add(ImmutableArray<ServiceProvider> providers, ServiceProvider newcomer, ProcessName? ownName)
    {
        if (providers.IsEmpty || LocalFirstStaysActive(providers[0]))
            return providers.Add(newcomer);

        ProcessName? name = newcomer.Process ?? ownName;
        return name is not null && name.CompareTo(providers[0].Process) > 0
            ? providers.SetItem(0, newcomer).Add(providers[0])
            : providers.Add(newcomer);
    }

    /// <summary>Takes a provider out; if it was the active one, a successor takes its place: one of this process, else that of the highest name.</summary>
    /// <param name="providers">The providers, the active one first.</param>
    /// <param name="index">Index of the provider that goes.</param>
    /// <returns>The new list.</returns>
    public static ImmutableArray<ServiceProvider> RemoveAt(ImmutableArray<ServiceProvider> providers, int index)
    {
        ImmutableArray<ServiceProvider> rest = providers.RemoveAt(index);
        if (index > 0 || rest.Length < 2)
            return rest;

        int successor = 0;
        for (int i = 1; i < rest.Length; i++)
        {
            if (Outranks(rest[i], rest[successor]))
                successor = i;
        }

        ServiceProvider active = rest[successor];
        return rest.SetItem(successor, rest[0]).SetItem(0, active);
    }

    /// <summary>The rule that a service which this process offered before it heard of other providers stays its own for it, whatever their names.</summary>
    /// <param name="active">The active provider.</param>
    /// <returns>Whether no newcomer can displace it.</returns>
    public static bool LocalFirstStaysActive(ServiceProvider active) => active.IsOwn;

    private static bool Outranks(ServiceProvider candidate, ServiceProvider other) =>
        candidate.IsOwn || (!other.IsOwn && candidate.Process!.CompareTo(other.Process) > 0);
}
