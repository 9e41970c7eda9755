using O2.Protocol;

namespace O2.Actors;

/// <summary>Handles the messages to <c>_o2</c> that another process may send at any time: clock answers, and questions for the round trip.</summary>
/// <remarks>Thread-safe; runs on the receiving thread, so that the arrival time of a clock answer is not blurred by a mailbox.</remarks>
internal sealed class SystemEndpoint(ProcessCore core)
{
    /// <summary>Handles a message of an introduced process; false when it is not for <c>_o2</c>.</summary>
    public bool TryHandle(O2Message message)
    {
        if (!SystemAddress.IsForProcess(message.Address, core.Directory.OwnName))
            return false;
        Handle(message, MessageOrigin.Process);
        return true;
    }

    /// <summary>Handles a datagram, from whomever; false when it is not for <c>_o2</c>.</summary>
    public bool TryHandleDatagram(O2Message message)
    {
        if (!SystemAddress.IsForProcess(message.Address, core.Directory.OwnName))
            return false;
        Handle(message, MessageOrigin.Datagram);
        return true;
    }

    private void Handle(O2Message message, MessageOrigin origin)
    {
        var method = SystemAddress.MethodOf(message.Address);
        bool taken = SystemAddress.IsAccepted(method, origin) && method switch
        {
            SystemMethod.ClockAnswer => TakeClockAnswer(message),
            SystemMethod.RoundTrip => AnswerRoundTrip(message),
            _ => false,
        };
        if (!taken)
            core.Drop(DropReason.NotAllowed, message);
    }

    private bool TakeClockAnswer(O2Message message)
    {
        if (!ClockMessages.TryReadPut(message, out int pingNumber, out var referenceTime))
            return false;
        core.ProcessClock.HandleAnswer(pingNumber, referenceTime);
        return true;
    }

    private bool AnswerRoundTrip(O2Message message)
    {
        if (!ClockMessages.TryReadRoundTripQuery(message, out var replyTo))
            return false;
        var clock = core.ProcessClock.State;
        core.Router.Route(
            ClockMessages.CreateRoundTripAnswer(replyTo, core.Directory.OwnName, (clock.MeanRoundTripSeconds, clock.MinRoundTripSeconds)),
            MessageOrigin.Local);
        return true;
    }
}
