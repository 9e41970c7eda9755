using System.Runtime.InteropServices;

namespace O2.Benchmarks;

/// <summary>What the measurements use of liblo, the usual OSC library in C, as the system has it installed.</summary>
internal static class Liblo
{
    public const int Udp = 1, Tcp = 4;
    private const string Library = "liblo.so.7";

    /// <summary>Whether this machine has it.</summary>
    public static bool IsInstalled { get; } = NativeLibrary.TryLoad(Library, out _);

    /// <summary>Takes a packet; 0: nobody else is to get it.</summary>
    public delegate int Method(nint path, nint types, nint arguments, int count, nint message, nint data);

    [DllImport(Library, EntryPoint = "lo_server_new_with_proto")]
    public static extern nint NewServer(nint port, int protocol, nint errorHandler);

    [DllImport(Library, EntryPoint = "lo_server_free")]
    public static extern void FreeServer(nint server);

    [DllImport(Library, EntryPoint = "lo_server_get_port")]
    public static extern int GetPort(nint server);

    [DllImport(Library, EntryPoint = "lo_server_get_socket_fd")]
    public static extern int GetSocket(nint server);

    [DllImport(Library, EntryPoint = "lo_server_add_method")]
    public static extern nint AddMethod(nint server, string path, string types, Method method, nint data);

    [DllImport(Library, EntryPoint = "lo_server_recv_noblock")]
    public static extern int Receive(nint server, int milliseconds);

    [DllImport(Library, EntryPoint = "lo_message_get_source")]
    public static extern nint GetSource(nint message);

    [DllImport(Library, EntryPoint = "lo_send_message_from")]
    public static extern int Send(nint target, nint server, string path, nint message);
}
