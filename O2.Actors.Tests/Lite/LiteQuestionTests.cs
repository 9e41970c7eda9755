using O2.Lite;
using O2.Protocol;
using O2.Protocol.Lite;

namespace O2.Actors.Tests.Lite;

/// <summary>What a client asks its host, over real sockets, of a host that does what the test says.</summary>
public sealed class LiteQuestionTests : IDisposable
{
    private readonly ScriptedHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Status_and_list_are_asked_of_the_host()
    {
        using LiteClient client = LiteClient.Start(new LiteClientOptions { Ensemble = "music", Host = _host.Endpoint });
        Task<ServiceStatus> status = client.StatusAsync("synth");   // before there is a host
        await _host.AcceptAsync(1);
        Assert.Equal("synth", (await _host.ReadAsync("!_o2/o2lite/st")).AsView().Text(0));
        await _host.SendAsync(LiteHostMessages.CreateStatus("synth", ServiceStatus.Remote));
        Assert.Equal(ServiceStatus.Remote, await status.WaitAsync(TimeSpan.FromSeconds(30)));
        Task<IReadOnlyList<ServiceListing>> list = client.ServicesAsync();
        await _host.ReadAsync("!_o2/o2lite/ls");
        ServiceListing row = new("synth", ServiceStatus.Remote, "@00000000:7f000001:1234", null, ServiceProperties.FromWire(";a:b;"));
        await _host.SendAsync(LiteHostMessages.CreateListing(row));
        await _host.SendAsync(LiteHostMessages.CreateListing(null));
        Assert.Equal([row], await list.WaitAsync(TimeSpan.FromSeconds(30)));
        Task<ServiceStatus> unanswered = client.StatusAsync("synth");
        await client.DisposeAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => unanswered);
    }

    [Fact]
    public async Task Questions_for_whose_answers_nobody_waits_any_more_are_not_asked()
    {
        using LiteClient client = LiteClient.Start(new LiteClientOptions { Ensemble = "music", Host = _host.Endpoint });
        using CancellationTokenSource impatience = new();
        Task[] questions = [client.StatusAsync("synth", impatience.Token), client.StatusAsync("synth", impatience.Token), client.ServicesAsync(impatience.Token)];
        await impatience.CancelAsync();
        foreach (Task question in questions)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => question);
        Task<ServiceStatus> status = client.StatusAsync("drums");
        await _host.AcceptAsync(1);
        Assert.Equal("!_o2/o2lite/st s \"drums\"", (await _host.ReadAsync()).ToString());
        await client.WaitForStateAsync(LiteState.Connected).WaitAsync(TimeSpan.FromSeconds(30));
        client.SendReliable("/synth/next");
        Assert.Equal("/synth/next", (await _host.ReadAsync()).Address.ToString());
        await _host.SendAsync(LiteHostMessages.CreateStatus("drums", ServiceStatus.Local));
        Assert.Equal(ServiceStatus.Local, await status.WaitAsync(TimeSpan.FromSeconds(30)));
    }
}
