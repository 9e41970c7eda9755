using Akka.Actor;
using O2.Protocol;

namespace O2.Actors.Tests.Services;

public sealed class ServiceSupervisionSpecs : IAsyncLifetime
{
    private O2Process _o2 = null!;
    private IAsyncEnumerator<O2Event> _events = null!;

    public async Task InitializeAsync()
    {
        _o2 = await O2Process.StartAsync(new O2ProcessOptions { Ensemble = "supervision", Network = NetworkScope.Loopback, UseMdns = false });
        _events = _o2.Events().GetAsyncEnumerator();
    }

    public async Task DisposeAsync() => await _o2.DisposeAsync();

    private sealed class Fragile : O2ServiceActor
    {
        public Fragile(Action<int> played)
        {
            Method("/note", "i", m => played(m.Int32(0)));
            Method("/crash", null, _ => throw new InvalidOperationException("a string broke"));
        }
    }

    private sealed class Stillborn : O2ServiceActor
    {
        public Stillborn() => throw new InvalidOperationException("no strings");
    }

    private sealed class LastWords : O2ServiceActor
    {
        private readonly Action<int> _said;

        public LastWords(Action<int> said) => _said = said;

        protected override void PostStop()
        {
            _ = O2.Now;
            _said(1);
        }
    }

    [Fact]
    public async Task A_service_may_use_its_process_until_it_has_stopped()
    {
        var said = new Recorder<int>(expected: 1);
        _o2.AddService("violin", Props.Create(() => new LastWords(said.Add)));

        await _o2.DisposeAsync();

        Assert.Equal([1], await said.All);
        Assert.Throws<ObjectDisposedException>(() => _o2.Now);
    }

    [Fact]
    public async Task A_crash_restarts_the_service_and_keeps_what_waited_in_order()
    {
        var played = new Recorder<int>(expected: 4);
        _o2.AddService("violin", Props.Create(() => new Fragile(played.Add)));

        _o2.Send("/violin/note", 1);
        _o2.Send("/violin/crash");
        _o2.Send("/violin/note", 2);
        _o2.Send("/violin/note", 3);
        _o2.Send("/violin/note", 4);

        Assert.Equal([1, 2, 3, 4], await played.All);
    }

    [Fact]
    public async Task The_message_that_made_it_throw_is_reported_with_the_exception()
    {
        _o2.AddService("violin", Props.Create(() => new Fragile(Ignore)));

        _o2.Send("/violin/crash", 7);

        var failure = await Next<ServiceFailure>();
        Assert.Equal(("violin", "a string broke"), (failure.Service, failure.Exception.Message));
        Assert.Equal("/violin/crash", Assert.IsType<O2Message>(failure.Message).Address.Text);
        Assert.Equal("violin", (await Next<ServiceRestarted>()).Service);
    }

    [Fact]
    public async Task Beyond_the_limit_the_service_is_withdrawn_and_what_waited_is_counted()
    {
        var gate = new ManualResetEventSlim();
        _o2.AddService("violin", Props.Create(() => new Fragile(note => gate.Wait())), new ServiceOptions { MaxRestarts = 1 });
        _o2.Send("/violin/note", 0);
        _o2.Send("/violin/crash");
        _o2.Send("/violin/crash");
        _o2.Send("/violin/note", 1);
        gate.Set();

        Assert.Equal("violin", (await Next<ServiceWithdrawn>()).Service);
        var dropped = await Next<MessageDropped>();
        Assert.Equal((DropReason.ServiceWithdrawn, "/violin/note"), (dropped.Reason, dropped.Message.Address.Text));
        Assert.Equal(ServiceStatus.Unknown, _o2.Status("violin"));
        Assert.Equal(1, _o2.Dropped(DropReason.ServiceWithdrawn));
    }

    [Fact]
    public async Task A_removed_service_still_handles_what_waits()
    {
        var played = new Recorder<int>(expected: 3);
        _o2.AddService("violin", Props.Create(() => new Fragile(played.Add)));
        for (int i = 1; i <= 3; i++)
            _o2.Send("/violin/note", i);

        Assert.True(_o2.RemoveService("violin"));

        Assert.Equal([1, 2, 3], await played.All);
        Assert.Equal(SendStatus.NoService, _o2.Send("/violin/note", 4));
    }

    [Fact]
    public async Task A_name_can_be_offered_again_while_its_predecessor_stops()
    {
        var played = new Recorder<int>(expected: 2);
        _o2.AddService("violin", Props.Create(() => new Fragile(played.Add)));
        _o2.Send("/violin/note", 1);
        _o2.RemoveService("violin");
        _o2.AddService("violin", Props.Create(() => new Fragile(played.Add)));
        _o2.Send("/violin/note", 2);

        Assert.Equal([1, 2], (await played.All).Order());
    }

    [Fact]
    public async Task A_service_whose_construction_fails_is_withdrawn()
    {
        _o2.AddService("broken", Props.Create(() => new Stillborn()), new ServiceOptions { MaxRestarts = 2 });

        Assert.IsType<ActorInitializationException>((await Next<ServiceFailure>()).Exception, exactMatch: false);
        Assert.Equal("broken", (await Next<ServiceWithdrawn>()).Service);
    }

    private static void Ignore(int note)
    {
    }


    private async Task<T> Next<T>()
        where T : O2Event
    {
        while (await _events.MoveNextAsync())
        {
            if (_events.Current is T found)
                return found;
        }

        throw new InvalidOperationException($"The events ended before a {typeof(T).Name}.");
    }
}
