namespace O2.Actors;

/// <summary>Counts the packets of one OSC bridge. Thread-safe.</summary>
internal sealed class OscCounters
{
    private long _received;
    private long _refused;
    private long _sent;

    public long Received => Interlocked.Read(ref _received);

    public long Refused => Interlocked.Read(ref _refused);

    public long Sent => Interlocked.Read(ref _sent);

    public void CountReceived() => Interlocked.Increment(ref _received);

    public void CountRefused() => Interlocked.Increment(ref _refused);

    public void CountSent() => Interlocked.Increment(ref _sent);
}
