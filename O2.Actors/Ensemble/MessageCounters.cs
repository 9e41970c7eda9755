namespace O2.Actors;

/// <summary>Counts dropped messages by reason, and datagrams that were no messages. Thread-safe.</summary>
internal sealed class MessageCounters
{
    private readonly long[] _drops = new long[Enum.GetValues<DropReason>().Length];
    private long _malformedDatagrams;

    public long MalformedDatagrams => Interlocked.Read(ref _malformedDatagrams);

    public long Drops(DropReason reason) => Interlocked.Read(ref _drops[(int)reason]);

    public void CountDrop(DropReason reason) => Interlocked.Increment(ref _drops[(int)reason]);

    public void CountMalformedDatagram() => Interlocked.Increment(ref _malformedDatagrams);
}
