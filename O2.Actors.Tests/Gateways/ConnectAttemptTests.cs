using System.Net;

namespace O2.Actors.Tests.Gateways;

public sealed class ConnectAttemptTests
{
    private readonly Network _network = new();
    private readonly FakeConnection _connection = new();

    [Fact]
    public async Task A_connection_that_comes_when_nobody_wants_it_any_more_is_closed()
    {
        var attempt = new ConnectAttempt(_network, new IPEndPoint(IPAddress.Loopback, 1));
        attempt.Dispose();
        Assert.True(_network.Cancellation.IsCancellationRequested);

        _network.Outcome.SetResult(_connection);

        await _connection.Disposed;
    }

    [Fact]
    public async Task So_is_one_that_was_there_and_was_not_taken()
    {
        var attempt = new ConnectAttempt(_network, new IPEndPoint(IPAddress.Loopback, 1));
        _network.Outcome.SetResult(_connection);

        attempt.Dispose();

        await _connection.Disposed;
    }

    [Fact]
    public void One_that_was_taken_is_its_owner_s()
    {
        var attempt = new ConnectAttempt(_network, new IPEndPoint(IPAddress.Loopback, 1));
        _network.Outcome.SetResult(_connection);
        Assert.Same(_connection, attempt.Take());

        attempt.Dispose();

        Assert.False(_connection.IsDisposed);
    }

    private sealed class Network : ITransport
    {
        public TaskCompletionSource<IStreamConnection> Outcome { get; } = new();

        public CancellationToken Cancellation { get; private set; }

        public IReadOnlyList<IPAddress> LocalAddresses => [];

        public Task<IPAddress> ResolveAsync(string host, CancellationToken cancellation) => throw new NotSupportedException();

        public IStreamListener Listen(IPAddress address, int port) => throw new NotSupportedException();

        public Task<IStreamConnection> ConnectAsync(IPEndPoint remote, CancellationToken cancellation)
        {
            Cancellation = cancellation;
            return Outcome.Task;
        }

        public IDatagramSocket OpenDatagrams(IPAddress address, int port) => throw new NotSupportedException();
    }
}
