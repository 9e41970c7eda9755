using Akka.Event;
using O2.Protocol;

namespace O2.Actors;

/// <summary>Log lines about dropped messages and what other processes do wrong, not more than people can read.</summary>
/// <remarks>Thread-safe. Each connection of a peer, and all strangers together, and each reason to drop a message, has its own
/// allowance; all of them together have one, too, because a peer may connect again and again.</remarks>
internal sealed class Warnings(ProcessCore core, ILoggingAdapter log)
{
    private const int Burst = 5;
    private const int MaxLineLength = 400;
    private readonly RateLimit _all = new(burst: 50, perSecond: 10);
    private readonly RateLimit[] _drops = [.. Enum.GetValues<DropReason>().Select(_ => NewLimit())];

    /// <summary>The allowance for those who have not introduced themselves.</summary>
    public RateLimit Strangers { get; } = NewLimit();

    /// <summary>An allowance for one peer: five lines, then one a second.</summary>
    public static RateLimit NewLimit() => new(Burst, perSecond: 1);

    /// <summary>Says that a message was dropped, unless it was only published: who listens by a tap handles what he wants to hear of it.</summary>
    public void Dropped(DropReason reason, O2Message message, string sender)
    {
        if (reason != DropReason.NoHandler || !IsPublication(message))
            Write(_drops[(int)reason], $"Message [{message.Address}] from [{sender}] dropped: [{reason}].");
    }

    /// <summary>Writes a line if the allowance permits, with the number of those that it did not permit before.</summary>
    public void Write(RateLimit allowance, FormattableString line)
    {
        var now = core.Clock.Now;
        if (!allowance.TryPass(now, out int heldBack) || !_all.TryPass(now, out _))
            return;
        string text = OneLine(FormattableString.Invariant(line));
        if (heldBack == 0)
            log.Warning("{0}", text);
        else
            log.Warning("{0} ({1} more like this were not logged.)", text, heldBack);
    }

    private bool IsPublication(O2Message message) =>
        message.Flags.IsTap || (core.Directory.Snapshot.TryGetService(message.Address.Service, out var service) && !service.Taps.IsEmpty);

    /// <summary>Names come from peers, and may hold line ends or whatever a terminal obeys.</summary>
    private static string OneLine(string text)
    {
        if (text.Length > MaxLineLength)
            text = text[..MaxLineLength] + "...";
        return text.AsSpan().ContainsAnyInRange('\0', '\u001f') || text.AsSpan().ContainsAnyInRange('\u007f', '\u009f')
            ? string.Concat(text.Select(c => char.IsControl(c) ? '?' : c))
            : text;
    }
}
