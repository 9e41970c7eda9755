using System.Collections.Concurrent;
using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace O2.Actors;

/// <summary>Waits for all sockets of a process at once, by Linux's <c>epoll</c>: no processor time while nothing comes, and one wake-up when something does.</summary>
internal sealed class EpollLoop : SocketLoop
{
    private const int CloseOnExec = 0x80000, NonBlocking = 0x800;        // EPOLL_CLOEXEC, EFD_NONBLOCK
    private const int AddSocket = 1, RemoveSocket = 2, ChangeSocket = 3; // EPOLL_CTL_ADD, _DEL, _MOD
    private const uint Readable = 1, Writable = 4, Over = 8 | 16;        // EPOLLIN, EPOLLOUT, EPOLLERR | EPOLLHUP (these two are always told)
    private const int MaxEvents = 64;
    private const long WakeKey = 0;

    /// <summary>On x86-64 the kernel's structure is packed; elsewhere its second field stands at a multiple of its size.</summary>
    private static readonly int KeyOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int EventBytes = KeyOffset + sizeof(long);

    private readonly SafeFileHandle _poll = Own(Create(CloseOnExec));
    private readonly SafeFileHandle _wake = Own(CreateEvent(0, CloseOnExec | NonBlocking));
    private readonly ConcurrentDictionary<long, ILoopSocket> _sockets = new();
    private readonly Dictionary<ILoopSocket, long> _keys = [];
    private readonly byte[] _events = new byte[MaxEvents * EventBytes];
    private long _lastKey = WakeKey;

    public EpollLoop() => Control(AddSocket, (int)_wake.DangerousGetHandle(), WakeKey, Readable);

    /// <summary>Whether this system has what it takes.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux() && Environment.Is64BitProcess;

    public override void Add(ILoopSocket socket)
    {
        lock (_keys)
        {
            long key = ++_lastKey;
            _keys[socket] = key;
            _sockets[key] = socket;
            Control(AddSocket, (int)socket.Socket.Handle, key, Interests(socket));
        }

        EnsureStarted();
    }

    public override void Remove(ILoopSocket socket)
    {
        lock (_keys)
        {
            if (_keys.Remove(socket, out long key) && _sockets.TryRemove(key, out _))
                Control(RemoveSocket, (int)socket.Socket.Handle, key, 0);
        }
    }

    /// <remarks>Locked, so that of two threads the later one asks for what is wanted now, and a socket is not removed and closed meanwhile.</remarks>
    public override void Update(ILoopSocket socket)
    {
        lock (_keys)
        {
            if (_keys.TryGetValue(socket, out long key))
                Control(ChangeSocket, (int)socket.Socket.Handle, key, Interests(socket));
        }
    }

    protected override void Wake()
    {
        ulong one = 1;
        lock (_keys)
        {
            if (!_wake.IsClosed)
                Write(_wake, ref one, sizeof(ulong));
        }
    }

    protected override void Free()
    {
        lock (_keys)
        {
            _wake.Dispose();
            _poll.Dispose();
        }
    }

    protected override void Serve()
    {
        int count = Wait(_poll, _events, MaxEvents, timeout: -1);
        for (int i = 0; i < count; i++)
        {
            var ready = _events.AsSpan(i * EventBytes, EventBytes);
            long key = MemoryMarshal.Read<long>(ready[KeyOffset..]);
            if (key == WakeKey)
                Read(_wake, out _, sizeof(ulong));
            else if (_sockets.TryGetValue(key, out var socket))
                TryServe(socket, MemoryMarshal.Read<uint>(ready));
        }
    }

    private void TryServe(ILoopSocket socket, uint ready)
    {
        try
        {
            Serve(socket, ready);
        }
        catch (Exception e)
        {
            Fail(socket, e);
        }
    }

    /// <summary>An error or an end shows as readable, too: the receive then tells what it is.</summary>
    private void Serve(ILoopSocket socket, uint ready)
    {
        if ((ready & Writable) != 0)
        {
            socket.SendMore();
            if (!socket.HasUnsent)
                Update(socket);
        }

        if (socket.IsPaused && (ready & Over) != 0)
            socket.Fail(new SocketException((int)SocketError.ConnectionReset));
        else if ((ready & ~Writable) != 0)
            socket.Receive();
    }

    private static uint Interests(ILoopSocket socket) => (socket.IsPaused ? 0 : Readable) | (socket.HasUnsent ? Writable : 0);

    private void Control(int operation, int descriptor, long key, uint interests)
    {
        if (_poll.IsClosed)
            return;
        Span<byte> request = stackalloc byte[EventBytes];
        MemoryMarshal.Write(request, interests);
        MemoryMarshal.Write(request[KeyOffset..], key);
        Control(_poll, operation, descriptor, ref MemoryMarshal.GetReference(request));
    }

    private static SafeFileHandle Own(int descriptor) =>
        descriptor < 0 ? throw new Win32Exception(Marshal.GetLastPInvokeError()) : new SafeFileHandle(descriptor, ownsHandle: true);

    [DllImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static extern int Create(int flags);

    [DllImport("libc", EntryPoint = "epoll_ctl")]
    private static extern int Control(SafeFileHandle poll, int operation, int descriptor, ref byte request);

    [DllImport("libc", EntryPoint = "epoll_wait")]
    private static extern int Wait(SafeFileHandle poll, [Out] byte[] events, int maxEvents, int timeout);

    [DllImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static extern int CreateEvent(uint initial, int flags);

    [DllImport("libc", EntryPoint = "read")]
    private static extern nint Read(SafeFileHandle descriptor, out ulong value, nuint size);

    [DllImport("libc", EntryPoint = "write")]
    private static extern nint Write(SafeFileHandle descriptor, ref ulong value, nuint size);
}
