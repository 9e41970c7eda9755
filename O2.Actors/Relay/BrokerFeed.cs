using Akka.Actor;
using O2.Protocol;
using O2.Protocol.Mqtt;

namespace O2.Actors;

/// <summary>Takes what comes from a broker: announcements and O2's own messages go to the actor, clock answers and everything else are delivered at once.</summary>
/// <remarks>
/// Messages that come while the actor still has older ones take the same way, so that order is kept. What waits is bounded: a broker's connection is not
/// read for a while then, and the broker may throw away what it cannot deliver. Anybody can write here. Runs on the client's receiving thread.
/// </remarks>
internal sealed class BrokerFeed : IMqttHandler, IMessageFeed
{
    private const int MaxWaitingAnnouncements = 1024;
    private readonly ProcessCore _core;
    private readonly BrokerTopics _topics;
    private readonly IActorRef _actor;
    private readonly MessageSource _source;
    private readonly InboundBudget _budget;
    private readonly AddressCache _addresses = new();
    private int _atActor;
    private int _announcements;

    /// <param name="core">The process.</param>
    /// <param name="topics">The topics of its ensemble.</param>
    /// <param name="actor">The broker's actor.</param>
    /// <param name="resume">Lets the client go on receiving.</param>
    public BrokerFeed(ProcessCore core, BrokerTopics topics, IActorRef actor, Action resume)
    {
        _core = core;
        _topics = topics;
        _actor = actor;
        _budget = new InboundBudget(resume);
        _source = MessageSource.OfBroker(_budget);
    }

    public MessageSource? Source => _source;

    public void Handled(O2Message message)
    {
        Interlocked.Decrement(ref _atActor);
        _budget.Release(message);
    }

    /// <summary>Said by the actor when it is done with an announcement.</summary>
    public void HandledAnnouncement() => Interlocked.Decrement(ref _announcements);

    public void OnOnline() => _actor.Tell(RelayProtocol.Online.Instance);

    public void OnOffline(string reason, TimeSpan pause) => _actor.Tell(new RelayProtocol.Offline(reason, pause));

    public void OnLeft() => _actor.Tell(RelayProtocol.Left.Instance);

    public bool TryPause() => _budget.TryPause();

    public void OnMessage(string topic, Span<byte> payload)
    {
        if (payload.Length < BrokerPayload.PrefixBytes)
            return;
        payload = payload[BrokerPayload.PrefixBytes..];
        if (topic == _topics.Discovery)
            TakeAnnouncement(payload);
        else
            TakeMessage(payload);
    }

    public void OnSkipped(int bytes)
    {
        _core.Counters.CountDrop(DropReason.TooLarge);
        _core.Warnings.Write(_core.Warnings.Strangers, $"A message of [{bytes}] bytes from the broker is longer than any of O2 and dropped.");
    }

    private void TakeAnnouncement(ReadOnlySpan<byte> text)
    {
        if (!BrokerAnnouncement.TryRead(text, out var announcement))
            return;
        if (Interlocked.Increment(ref _announcements) <= MaxWaitingAnnouncements)
            _actor.Tell(new RelayProtocol.Announced(announcement));
        else
            Interlocked.Decrement(ref _announcements);
    }

    private void TakeMessage(Span<byte> body)
    {
        if (!MessageDecoder.TryDecode(body, _addresses, out var message, out var error))
        {
            _core.Warnings.Write(_core.Warnings.Strangers, $"A message from the broker is none and dropped: {error}.");
            return;
        }

        bool isNext = Volatile.Read(ref _atActor) == 0;
        if (isNext && !SystemAddress.IsForProcess(message.Address, _core.Directory.OwnName))
        {
            _core.Router.Route(message, _source);
            return;
        }

        var kept = message.ToMessage();
        if (isNext && SystemAddress.MethodOf(kept.Address) is SystemMethod.ClockAnswer or SystemMethod.RoundTrip)
        {
            _core.SystemEndpoint.TryHandle(kept, _source);   // its moment of arrival counts
            return;
        }

        Interlocked.Increment(ref _atActor);
        _budget.Take(kept);
        _actor.Tell(kept);
    }
}
