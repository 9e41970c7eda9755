using System.Net;

namespace O2.Actors.Tests.Gateways;

/// <summary>Both ends of a connection over loopback, each with its own transport.</summary>
internal sealed class StreamPair : IDisposable
{
    private readonly ProcessEnvironment _clientSide;
    private readonly ProcessEnvironment _serverSide;

    private StreamPair(ProcessEnvironment clientSide, ProcessEnvironment serverSide) => (_clientSide, _serverSide) = (clientSide, serverSide);

    public required IStreamConnection Client { get; init; }

    public required IStreamConnection Server { get; init; }

    public StreamRecorder ClientHandler { get; } = new();

    public StreamRecorder ServerHandler { get; } = new();

    public static Task<StreamPair> ConnectAsync(TransportKind kind) => ConnectAsync(Transports.Create(kind), Transports.Create(kind));

    /// <summary>A second connection over the same transports.</summary>
    public Task<StreamPair> ConnectAnotherAsync() => ConnectAsync(_clientSide, _serverSide);

    /// <summary>Ends the threads of the transports; when this returns, nothing is told any more.</summary>
    public void EndTransports()
    {
        _clientSide.SocketThread?.Dispose();
        _serverSide.SocketThread?.Dispose();
    }

    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
        EndTransports();
    }

    private static async Task<StreamPair> ConnectAsync(ProcessEnvironment clientSide, ProcessEnvironment serverSide)
    {
        using var listener = serverSide.Transport.Listen(IPAddress.Loopback, 0);
        var accepted = new TaskCompletionSource<IStreamConnection>(TaskCreationOptions.RunContinuationsAsynchronously);
        listener.Start(accepted.SetResult);
        var client = await clientSide.Transport.ConnectAsync(new IPEndPoint(IPAddress.Loopback, listener.Port), default);
        var pair = new StreamPair(clientSide, serverSide) { Client = client, Server = await accepted.Task.WaitAsync(TimeSpan.FromSeconds(20)) };
        pair.Client.Start(pair.ClientHandler);
        pair.Server.Start(pair.ServerHandler);
        return pair;
    }
}
