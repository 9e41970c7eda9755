using O2.Protocol;

namespace O2.Actors.Tests.Bridges.SharedMemory;

/// <summary>The thread leaves nothing for the garbage collector: not when it polls, dispatches, sends, or holds timed messages.</summary>
public sealed class SharedMemoryAllocationSpecs : IDisposable
{
    private const int Messages = 50;
    private readonly SharedMemoryFixture _fixture = new();
    private readonly SharedMemoryClient _client;
    private double _sum;

    public SharedMemoryAllocationSpecs()
    {
        _client = _fixture.Connect("synth");
        _client.AddMethod("/synth/note", "if", m => _sum += m.Int32(0) + m.Single(1));
        _client.AddMethod("/synth/wave", "vf", m => _sum += m.VectorSingle(0)[0]);
        _client.AddMethod("/synth/text", "s", m => _sum += m.TextUtf8(0).Length);
    }

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Receiving_allocates_nothing()
    {
        AssertNoAllocation(Flood, () => _client.Poll());
        Assert.True(_sum > 0);
    }

    [Fact]
    public void Holding_and_delivering_timed_messages_allocates_nothing()
    {
        AssertNoAllocation(
            () =>
            {
                var at = _fixture.Host.Now + 1;
                for (int i = 0; i < Messages; i++)
                    _fixture.Host.Send("/synth/note", at + (i % 7) * 0.001, i, 0.5f);
                _fixture.Host.Send("/synth/wave", at, new float[200]);
            },
            () =>
            {
                _client.Poll();
                _client.Poll(_client.Now + 1, _client.Now + 2);
            });
        Assert.Equal((0, 0), (_client.WaitingCount, _client.Dropped(DropReason.QueueFull)));
    }

    [Fact]
    public void Sending_to_the_thread_allocates_nothing_either()
    {
        AssertNoAllocation(
            () => _client.Poll(),
            () =>
            {
                for (int i = 0; i < Messages; i++)
                {
                    _fixture.Host.SendReliable("/synth/note", i, 0.5f);
                    _fixture.Host.Send("/synth/text", _client.Now, "text");
                }
            });
    }

    [Fact]
    public void Sending_allocates_nothing_also_into_a_full_ring()
    {
        var level = O2Address.Get("/meter/level");
        var made = O2Message.Create("/meter/level", default, true, 1f);
        float[] wave = new float[16];
        AssertNoAllocation(
            () => _fixture.Advance(0.01),
            () =>
            {
                for (int i = 0; i < 3000; i++)
                {
                    _client.Send(level, 0.5f, "text", wave);
                    _client.Send(level, _client.Now + 1, i);
                    _client.SendReliable("/meter/peak", 1.0, i);
                    _client.TrySend(made);
                }
            });
        Assert.Equal(SendStatus.Blocked, _client.Send(level, new float[1000]));
    }

    /// <summary>What the process does for the thread may allocate, so it is kept apart from what is measured.</summary>
    private static void AssertNoAllocation(Action prepare, Action onTheThread)
    {
        for (int round = 0; round < 60; round++)
        {
            prepare();
            onTheThread();
        }

        prepare();
        long before = GC.GetAllocatedBytesForCurrentThread();
        onTheThread();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private void Flood()
    {
        for (int i = 0; i < Messages; i++)
        {
            _fixture.Host.Send("/synth/note", i, 0.5f);
            _fixture.Host.Send("/synth/n*", i, 0.5);
            _fixture.Host.Send("/synth/wave", new float[32]);
            _fixture.Host.Send("/synth/text", "text");
            _fixture.Host.Send("/synth/nothing", 1);
        }
    }
}
