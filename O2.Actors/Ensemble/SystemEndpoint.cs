using O2.Protocol;

namespace O2.Actors;

/// <summary>Handles the messages to <c>_o2</c> that another process may send at any time: clock answers, and questions for the round trip.</summary>
/// <remarks>Thread-safe; runs on the receiving thread, so that the arrival time of a clock answer is not blurred by a mailbox.</remarks>
internal sealed class SystemEndpoint
{
    private static readonly O2Address RoundTripAddress = O2Address.Parse("!_o2/cs/rt");
    private readonly ProcessCore _core;

    public SystemEndpoint(ProcessCore core)
    {
        _core = core;
        core.Directory.GetOrAddLocal(ServiceName.Process, service => service.Methods.Add(RoundTripAddress.Path, null, query => AnswerRoundTrip(query.ToMessage())));
    }

    /// <summary>Handles a message of an introduced process; false when it is not for <c>_o2</c>.</summary>
    public bool TryHandle(O2Message message, MessageSource source)
    {
        if (!SystemAddress.IsForProcess(message.Address, _core.Directory.OwnName))
            return false;
        Handle(message, source);
        return true;
    }

    /// <summary>Handles a datagram, from whomever; false when it is not for <c>_o2</c>.</summary>
    public bool TryHandleDatagram(in O2MessageView message)
    {
        if (!SystemAddress.IsForProcess(message.Address, _core.Directory.OwnName))
            return false;
        Handle(message.ToMessage(), MessageSource.Datagram);
        return true;
    }

    private void Handle(O2Message message, MessageSource source)
    {
        var method = SystemAddress.MethodOf(message.Address);
        bool taken = SystemAddress.IsAccepted(method, source.Origin) && method switch
        {
            SystemMethod.ClockAnswer => TakeClockAnswer(message),
            SystemMethod.RoundTrip => message.Time.IsImmediate ? AnswerRoundTrip(message) : AnswerInTime(message, source),
            _ => false,
        };
        if (!taken)
            _core.Drop(DropReason.NotAllowed, message, source);
    }

    private bool TakeClockAnswer(O2Message message)
    {
        if (!ClockMessages.TryReadPut(message, out int pingNumber, out var referenceTime))
            return false;
        _core.ProcessClock.HandleAnswer(pingNumber, referenceTime);
        return true;
    }

    /// <summary>
    /// A question with a time is answered at that time, like any message. Who asks sees from when the answer comes how well the two clocks agree.
    /// The router counts what it does not take.
    /// </summary>
    private bool AnswerInTime(O2Message message, MessageSource source)
    {
        _core.Router.Route(message.With(address: RoundTripAddress), source);
        return true;
    }

    private bool AnswerRoundTrip(O2Message message)
    {
        if (!ClockMessages.TryReadRoundTripQuery(message, out var replyTo))
            return false;
        var clock = _core.ProcessClock.State;
        _core.Router.Route(
            ClockMessages.CreateRoundTripAnswer(replyTo, _core.Directory.OwnName, (clock.MeanRoundTripSeconds, clock.MinRoundTripSeconds)),
            MessageSource.Local);
        return true;
    }
}
