using O2.Protocol;
using O2.Protocol.Lite;

namespace O2.Actors;

/// <summary>A thread's own part in the ensemble: it receives, sends and reads the time without a lock, a wait or an allocation.</summary>
/// <remarks>
/// <para>
/// For threads with deadlines, such as an audio callback. They poll: <see cref="Poll(GlobalTime, GlobalTime)"/> calls the handlers of all that is due in the
/// block of samples to be computed next, on the calling thread.
/// </para>
/// <code>
/// // before the audio starts
/// using var bridge = o2.AddSharedMemoryBridge();
/// using var client = bridge.Connect();
/// client.AddMethod("/synth/noteon", "if", m => synth.NoteOn(FrameOf(m.Time), m.Int32(0), m.Single(1)));
/// client.AddService("synth");
/// // the callback
/// client.Poll(blockStart, blockStart + frames / sampleRate);
/// synth.Render(output);
/// client.Send(level, synth.Peak);        // level = O2Address.Get("/meter/level")
/// </code>
/// <para>
/// For one thread at a time; only <see cref="Id"/>, <see cref="IsConnected"/>, the clock, <see cref="Dropped"/> and <see cref="Dispose"/> are for any thread.
/// Members allocate only where they say so. When the process leaves, everything here goes on working without it: nothing more comes, and
/// sends return <see cref="SendStatus.NoService"/>. See <c>docs/decisions/0009-shared-memory-bridge.md</c>.
/// </para>
/// </remarks>
public sealed partial class SharedMemoryClient : IDisposable
{
    private readonly SharedMemoryLink _link;
    private readonly GlobalClock _globalClock;
    private readonly ILocalClock _localClock;
    private readonly MessageCounters _counters = new();
    private readonly AddressCache _addresses = new();

    internal SharedMemoryClient(int id, SharedMemoryLink link, SharedMemoryOptions options, GlobalClock globalClock, ILocalClock localClock)
    {
        Id = id;
        _link = link;
        _globalClock = globalClock;
        _localClock = localClock;
        _timed = new TimedMessageStore(options.TimedBytes, link.ToThread.Capacity / 2);
    }

    /// <summary>The client's number among the bridge clients of its process: above 0.</summary>
    public int Id { get; }

    /// <summary>Whether the process still takes messages from this client and sends it others.</summary>
    public bool IsConnected => !_link.IsClosed && !_link.IsFinished;

    /// <summary>The ensemble's time now; <see cref="GlobalTime.Unknown"/> (-1) until the clock is synchronized. The same that the process reads, also while it slews.</summary>
    public GlobalTime Now => GlobalAt(LocalNow);

    /// <summary>The process's own time now, in seconds; it never jumps.</summary>
    public LocalTime LocalNow => _localClock.Now;

    /// <summary>Converts a moment of the process's own clock, such as the one at which a block of samples will be heard.</summary>
    /// <param name="local">The moment.</param>
    /// <returns>The ensemble's time then, as far as is known now; <see cref="GlobalTime.Unknown"/> until the clock is synchronized.</returns>
    public GlobalTime GlobalAt(LocalTime local) => _globalClock.At(local);

    /// <summary>Offers a service of this client, or changes its properties. The process does it when it reads the message, and tells the ensemble.</summary>
    /// <param name="name">A letter first, no <c>/</c>, at most 63 bytes.</param>
    /// <param name="properties">What it advertises; null for nothing.</param>
    /// <returns>What became of the message. A name that the process or another client of it offers is refused there, with a warning in its log.</returns>
    /// <exception cref="ArgumentException">The name is not allowed.</exception>
    /// <remarks>Allocates: yes.</remarks>
    public SendStatus AddService(string name, ServiceProperties? properties = null) =>
        Announce(AnnouncedGroup.Offered(ServiceName.Validate(name), properties ?? ServiceProperties.Empty));

    /// <summary>No longer offers a service of this client. The process does it when it reads the message.</summary>
    /// <param name="name">The service.</param>
    /// <returns>What became of the message.</returns>
    /// <exception cref="ArgumentException">The name is not allowed.</exception>
    /// <remarks>Allocates: yes.</remarks>
    public SendStatus RemoveService(string name) => Announce(AnnouncedGroup.Gone(ServiceName.Validate(name)));

    /// <summary>How many messages this client has dropped for a reason.</summary>
    /// <param name="reason">
    /// <see cref="DropReason.NoHandler"/>, <see cref="DropReason.TypeMismatch"/>, or <see cref="DropReason.QueueFull"/>: no room for another timed message.
    /// What did not get here, because the thread does not poll, is counted by the process.
    /// </param>
    public long Dropped(DropReason reason) => _counters.Drops(reason);

    /// <summary>Says that nothing more will be sent: the process handles what waits, and withdraws the services. Never waits. A second call does nothing.</summary>
    public void Dispose() => _link.Finish();

    private SendStatus Announce(AnnouncedGroup group) => TrySend(LiteClientMessages.CreateAnnouncement(LiteVariant.SharedMemory, group, Id));
}
