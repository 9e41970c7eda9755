using System.Net;
using System.Net.Sockets;
using O2.Protocol;

namespace O2.Actors.TestKit;

/// <summary>The network as one machine sees it.</summary>
internal sealed class VirtualTransport(VirtualMachine machine) : ITransport
{
    private const double RetrySeconds = 1;

    public IReadOnlyList<IPAddress> LocalAddresses => [machine.Address, IPAddress.Loopback];

    public Task<IPAddress> ResolveAsync(string host, CancellationToken cancellation) => machine.Network.Resolve(host) is { } address
        ? Task.FromResult(address)
        : Task.FromException<IPAddress>(new SocketException((int)SocketError.HostNotFound));

    public IStreamListener Listen(IPAddress address, int port)
    {
        CheckLocal(address);
        return machine.Listeners.Bind(address, port, bound => new VirtualListener(machine, bound));
    }

    public IDatagramSocket OpenDatagrams(IPAddress address, int port)
    {
        CheckLocal(address);
        return machine.DatagramSockets.Bind(address, port, bound => new VirtualDatagrams(machine, bound));
    }

    /// <remarks>What awaits the result goes on within the event, on the thread that advances the clock.</remarks>
    public Task<IStreamConnection> ConnectAsync(IPEndPoint remote, CancellationToken cancellation)
    {
        var attempt = new TaskCompletionSource<IStreamConnection>();
        if (cancellation.CanBeCanceled)
            cancellation.Register(() => attempt.TrySetCanceled(cancellation));
        Try(remote, attempt, machine.Network.Clock.Now + VirtualNetwork.ConnectLimitSeconds);
        return attempt.Task;
    }

    /// <summary>Sends a SYN, and another one a second later while there is no answer.</summary>
    private void Try(IPEndPoint remote, TaskCompletionSource<IStreamConnection> attempt, LocalTime limit)
    {
        VirtualNetwork network = machine.Network;
        VirtualMachine? target = network.Find(machine, remote.Address);
        if (target is not null && network.AreJoined(machine, target))
        {
            After(network.Delay(network.ConditionsOf(machine, target)), () => Arrive(target, remote, attempt, limit));
        }
        else if (network.Clock.Now + RetrySeconds < limit)
        {
            After(RetrySeconds, () =>
            {
                if (!attempt.Task.IsCompleted)
                    Try(remote, attempt, limit);
            });
        }
        else
        {
            After(RetrySeconds, () => attempt.TrySetException(new SocketException((int)SocketError.TimedOut)));
        }
    }

    private void Arrive(VirtualMachine target, IPEndPoint remote, TaskCompletionSource<IStreamConnection> attempt, LocalTime limit)
    {
        if (attempt.Task.IsCompleted)
            return;
        VirtualNetwork network = machine.Network;
        if (!network.AreJoined(machine, target))
        {
            Try(remote, attempt, limit);
            return;
        }
        double back = network.Delay(network.ConditionsOf(target, machine));
        if (target.Listeners.Find(remote.Address, remote.Port) is not { } listener)
        {
            After(back, () => attempt.TrySetException(new SocketException((int)SocketError.ConnectionRefused)));
            return;
        }
        IPAddress own = target == machine ? remote.Address : machine.Address;
        var (client, server) = VirtualConnection.CreatePair(machine, new IPEndPoint(own, machine.Listeners.TakeEphemeral()), target, remote);
        network.Add(client);
        listener.Take(server);
        After(back, () =>
        {
            if (!attempt.TrySetResult(client))
                client.Dispose();
        });
    }

    private void After(double seconds, Action action) => machine.Network.Clock.Schedule(machine.Network.Clock.Now + seconds, action);

    private void CheckLocal(IPAddress address)
    {
        if (!address.Equals(IPAddress.Any) && !IPAddress.IsLoopback(address) && !address.Equals(machine.Address))
            throw new SocketException((int)SocketError.AddressNotAvailable);
    }
}
