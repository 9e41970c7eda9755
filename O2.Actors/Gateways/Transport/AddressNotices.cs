using System.Net.NetworkInformation;

namespace O2.Actors;

/// <summary>The operating system's notices that the machine's addresses have changed.</summary>
internal sealed class AddressNotices : IDisposable
{
    private readonly NetworkAddressChangedEventHandler _handler;

    private AddressNotices(Action changed)
    {
        _handler = (_, _) => changed();
        NetworkChange.NetworkAddressChanged += _handler;
    }

    /// <summary>Calls <paramref name="changed"/> after each change, on any thread, until the result is disposed.</summary>
    public static IDisposable Watch(Action changed) => new AddressNotices(changed);

    public void Dispose() => NetworkChange.NetworkAddressChanged -= _handler;
}
