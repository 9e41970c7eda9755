using System.Runtime.CompilerServices;
using Akka.Actor;
using O2.Actors.TestKit;
using O2.Protocol;

namespace O2.Actors.Tests.Events;

public sealed class EventHubTests
{
    private readonly EventHub _hub = new(ThreadPoolBackground.Instance);

    [Fact]
    public async Task A_stream_gets_every_event_from_the_call_on_in_order()
    {
        _hub.Publish(new ServiceWithdrawn("before"));
        var stream = _hub.Subscribe();
        for (int i = 0; i < 3; i++)
            _hub.Publish(new ServiceWithdrawn($"{i}"));
        _hub.Complete();

        Assert.Equal(["0", "1", "2"], await ReadAsync(stream));
    }

    [Fact]
    public async Task A_stream_that_is_read_too_late_has_lost_the_oldest()
    {
        var stream = _hub.Subscribe();
        for (int i = 0; i < 5_000; i++)
            _hub.Publish(new ServiceWithdrawn($"{i}"));
        _hub.Complete();

        var read = await ReadAsync(stream);

        Assert.Equal(4_096, read.Count);
        Assert.Equal("4999", read[^1]);
    }

    [Fact]
    public async Task A_stream_that_is_asked_for_after_the_end_is_empty()
    {
        _hub.Complete();

        Assert.Empty(await ReadAsync(_hub.Subscribe()));
    }

    [Fact]
    public async Task A_reader_that_goes_away_ends_its_stream()
    {
        var stream = _hub.Subscribe();
        _hub.Publish(new ServiceWithdrawn("one"));
        await foreach (var _ in stream)
            break;

        Assert.False(_hub.HasListeners);
        Assert.Empty(await ReadAsync(stream));
    }

    [Fact]
    public void A_stream_that_nobody_ever_reads_is_let_go()
    {
        Forget(_hub);
        Assert.True(_hub.HasListeners);

        Collect();

        Assert.False(_hub.HasListeners);
    }

    [Fact]
    public async Task A_reader_that_waits_is_kept_by_nothing_but_its_stream()
    {
        var got = StartReader(_hub);
        Collect();

        _hub.Publish(new ServiceWithdrawn("one"));

        Assert.Equal("one", await got.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task Readers_end_when_they_are_told_to()
    {
        using var end = new CancellationTokenSource();
        var stream = _hub.Subscribe();
        await end.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in stream.WithCancellation(end.Token))
            {
            }
        });
        Assert.False(_hub.HasListeners);
    }

    [Fact]
    public void An_actor_gets_events_as_messages_until_it_unsubscribes_or_stops()
    {
        using var ensemble = new EnsembleFixture();
        O2Process o2 = ensemble.Start();
        List<O2Event> got = [];
        var actor = o2.ActorSystem.ActorOf(Props.Create(() => new Listener(got)));
        o2.Subscribe(actor);
        o2.Subscribe(actor);

        o2.Send("/nobody/x");
        ensemble.Advance(0);
        Assert.Equal(DropReason.UnknownService, Assert.IsType<MessageDropped>(Assert.Single(got)).Reason);

        o2.Unsubscribe(actor);
        o2.Send("/nobody/x");
        ensemble.Advance(0);
        Assert.Single(got);

        o2.Subscribe(actor);
        o2.ActorSystem.Stop(actor);
        ensemble.Advance(0);
        Assert.False(o2.Core.Events.HasListeners);
        Assert.Throws<ArgumentNullException>(() => o2.Subscribe(null!));
    }

    [Fact]
    public void Events_tell_who_joins_and_leaves_and_when_the_time_is_known()
    {
        using var ensemble = new EnsembleFixture();
        O2Process a = ensemble.Start();
        using var events = new EventList(a);
        O2Process b = ensemble.Start();
        b.BecomeClockReference();
        ensemble.RunUntil(() => a.ClockState.IsSynchronized);
        ensemble.Stop(b);
        ensemble.RunUntil(() => a.Processes().Count == 0);
        ensemble.Advance(0);

        Assert.Equal(b.Name, Assert.Single(events.Of<ProcessJoined>()).Process);
        Assert.Equal(b.Name, Assert.Single(events.Of<ProcessLeft>()).Process);
        Assert.True(Assert.Single(events.Of<ClockSynchronized>()).Time.Seconds > 0);
        Assert.Contains(events.Of<ServiceChanged>(), e => e is { Service: "_cs", Status: ServiceStatus.Unknown });
    }

    private sealed class Listener : ReceiveActor
    {
        public Listener(List<O2Event> got) => Receive<O2Event>(got.Add);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget(EventHub hub)
    {
        hub.Subscribe();
        hub.Publish(new ServiceWithdrawn("unread"));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<string> StartReader(EventHub hub)
    {
        var got = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = Read();
        return got.Task;

        async Task Read()
        {
            await foreach (var e in hub.Subscribe())
                got.TrySetResult(((ServiceWithdrawn)e).Service);
        }
    }

    private static void Collect()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private static async Task<List<string>> ReadAsync(IAsyncEnumerable<O2Event> stream)
    {
        List<string> read = [];
        await foreach (var e in stream)
            read.Add(((ServiceWithdrawn)e).Service);
        return read;
    }
}
