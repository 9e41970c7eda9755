using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace O2.Discovery;

/// <summary>The network interfaces of the machine, as the system tells them.</summary>
internal static class SystemInterfaces
{
    /// <summary>Reads something of them.</summary>
    /// <exception cref="SocketException">The system does not tell now, for example because file handles have run out.</exception>
    public static T Read<T>(Func<NetworkInterface[], T> read)
    {
        try
        {
            return read(NetworkInterface.GetAllNetworkInterfaces());
        }
        catch (Exception e) when (e is IOException or NetworkInformationException)
        {
            throw new SocketException((int)SocketError.NetworkDown, $"The network interfaces cannot be read: {e.Message}");
        }
    }
}
