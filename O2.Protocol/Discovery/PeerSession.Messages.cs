namespace O2.Protocol;

public sealed partial class PeerSession
{
    private const int MaxShownAddress = 80;

    /// <summary>Takes a message that came on this connection.</summary>
    /// <param name="now">The local time.</param>
    /// <param name="message">The message.</param>
    /// <returns>False when the session has nothing to do with it and the caller has to deliver it; true when it is done with.</returns>
    public bool HandleMessage(LocalTime now, O2Message message)
    {
        if (State is PeerState.Ended or PeerState.AwaitingClose or PeerState.Connecting)
            return true;

        if (!SystemAddress.IsForProcess(message.Address, _identity.Self.Name))
        {
            if (State != PeerState.Open)
                Warn(PeerWarningKind.Unexpected, $"Message {Show(message)} from {PeerText} came before both sides had accepted each other; dropped.");

            return State != PeerState.Open;
        }

        return HandleSystemMessage(now, message, SystemAddress.MethodOf(message.Address));
    }

    private bool HandleSystemMessage(LocalTime now, O2Message message, SystemMethod method)
    {
        if (method == SystemMethod.LiteConnect && State == PeerState.AwaitingIntroduction)
        {
            End(PeerEndReason.NoHost);   // a host would have taken it before; so the client goes on to the next process at once
            return true;
        }

        if (!SystemAddress.IsAccepted(method, MessageOrigin.Process))
        {
            Warn(PeerWarningKind.NotAllowed, $"Message {Show(message)} from {PeerText} uses an address that is not taken from other processes; dropped.");
            return true;
        }

        switch (method)
        {
            case SystemMethod.Introduction:
                HandleIntroduction(now, message);
                return true;
            case SystemMethod.Services when State is PeerState.Open or PeerState.AwaitingAcceptance:
                HandleAnnouncement(now, message);
                return true;
            case SystemMethod.ClockSynchronized when State is PeerState.Open or PeerState.AwaitingAcceptance:
                HandleClockSynchronized(message);
                return true;
            case SystemMethod.Hub when State is PeerState.Open or PeerState.AwaitingAcceptance:
                HandleHubRequest(message);
                return true;
            case SystemMethod.ClockAnswer or SystemMethod.RoundTrip when State == PeerState.Open:
                return false;
            default:
                Warn(PeerWarningKind.Unexpected, $"Message {Show(message)} from {PeerText} came before both sides had accepted each other; ignored.");
                return true;
        }
    }

    private void HandleIntroduction(LocalTime now, O2Message message)
    {
        if (!Introduction.TryRead(message, out Introduction? introduction))
        {
            Warn(PeerWarningKind.Malformed, $"Introduction from {PeerText} is malformed; ignored.");
        }
        else if (_identity.FindMismatch(introduction) is { } mismatch)
        {
            Warn(PeerWarningKind.Refused, $"Process {introduction.Process.Name} of ensemble '{introduction.Ensemble}', version {ProtocolVersion.Format(introduction.Process.Version)}, does not fit ({mismatch}).");
            if (State is PeerState.AwaitingIntroduction or PeerState.AwaitingReply)
                End(mismatch);
        }
        else if (State == PeerState.AwaitingIntroduction)
        {
            HandleFirstIntroduction(now, introduction);
        }
        else if (State == PeerState.AwaitingReply)
        {
            HandleReply(now, introduction);
        }
        else
        {
            HandleLaterIntroduction(now, introduction);
        }
    }

    private void HandleFirstIntroduction(LocalTime now, Introduction introduction)
    {
        switch (introduction.Kind)
        {
            case IntroductionKind.Connect:
                Open(now, introduction.Process);
                if (PeerIsOurHub)
                    UseAsHub();
                else
                    Put(PeerOutput.SendState.Instance);

                break;
            case IntroductionKind.Hub:
                Open(now, introduction.Process);
                AnswerHub();
                break;
            case IntroductionKind.Callback:
                Put(new PeerOutput.Discovered(introduction.Process, ByHub: false));
                End(PeerEndReason.CallbackReceived);
                break;
            default:
                Warn(PeerWarningKind.Unexpected, $"First introduction of {introduction.Process.Name} has kind {introduction.Kind}; ignored.");
                break;
        }
    }

    private void HandleReply(LocalTime now, Introduction introduction)
    {
        if (introduction.Kind == IntroductionKind.Reply)
        {
            Open(now, introduction.Process);
            UseAsHub();
        }
        else
        {
            Warn(PeerWarningKind.Unexpected, $"Introduction of {introduction.Process.Name} has kind {introduction.Kind} instead of a hub's reply; ignored.");
        }
    }

    private void UseAsHub()
    {
        Put(new PeerOutput.Send(SystemMessages.CreateHubRequest()));
        Put(PeerOutput.SendState.Instance);
    }

    private void HandleLaterIntroduction(LocalTime now, Introduction introduction)
    {
        bool isPeer = introduction.Process.Name == Process!.Name;
        switch (introduction.Kind)
        {
            case IntroductionKind.Info when State == PeerState.Open:
                Put(new PeerOutput.Discovered(introduction.Process, ByHub: true));
                break;
            case IntroductionKind.Reply when State == PeerState.AwaitingAcceptance && PeerIsOurHub && isPeer:
                OpenAccepted(now);
                UseAsHub();
                break;
            case IntroductionKind.Connect when Role == PeerRole.Accepted && isPeer:
                Put(PeerOutput.SendState.Instance);
                break;
            case IntroductionKind.Hub when Role == PeerRole.Accepted && isPeer:
                AnswerHub();
                break;
            default:
                Warn(PeerWarningKind.Unexpected, $"Introduction of {introduction.Process.Name} with kind {introduction.Kind} from {PeerText} has no meaning here; ignored.");
                break;
        }
    }

    private void AnswerHub()
    {
        Put(new PeerOutput.Send(_identity.Introduce(IntroductionKind.Reply)));
        Put(PeerOutput.SendState.Instance);
    }

    private void HandleAnnouncement(LocalTime now, O2Message message)
    {
        ServiceAnnouncement? announcement = ServiceAnnouncement.Read(message);
        if (announcement is not { IsComplete: true })
            Warn(PeerWarningKind.Malformed, $"Announcement from {PeerText} is malformed; its first {announcement?.Groups.Count ?? 0} groups are used.");

        if (announcement is null)
            return;

        if (announcement.Process != Process!.Name.Text)
        {
            Warn(PeerWarningKind.WrongProcess, $"Announcement from {PeerText} speaks for another process; ignored.");
            return;
        }

        if (State == PeerState.AwaitingAcceptance)
            OpenAccepted(now);

        Put(new PeerOutput.Announced(Process.Name, announcement.Groups));
    }

    /// <summary>The server has shown that it accepts us: what it said before, in advance of its announcement, counts now.</summary>
    private void OpenAccepted(LocalTime now)
    {
        Open(now, Process!);
        if (_peerIsSynchronized)
            Put(new PeerOutput.ClockSynchronized(Process!.Name));

        if (_peerWantsHub)
            Put(new PeerOutput.HubRequested(Process!.Name));
    }

    private void HandleClockSynchronized(O2Message message)
    {
        if (!SystemMessages.TryReadClockSynchronized(message, out ProcessName? name))
        {
            Warn(PeerWarningKind.Malformed, $"Message {Show(message)} from {PeerText} is malformed; ignored.");
        }
        else if (name != Process!.Name)
        {
            Warn(PeerWarningKind.WrongProcess, $"Message {Show(message)} from {PeerText} speaks for another process; ignored.");
        }
        else if (!_peerIsSynchronized)
        {
            _peerIsSynchronized = true;
            if (State == PeerState.Open)
                Put(new PeerOutput.ClockSynchronized(name));
        }
    }

    private void HandleHubRequest(O2Message message)
    {
        if (message.Types.Length > 0)
            Warn(PeerWarningKind.Malformed, $"Message {Show(message)} from {PeerText} is malformed; ignored.");
        else if (State == PeerState.Open)
            Put(new PeerOutput.HubRequested(Process!.Name));
        else
            _peerWantsHub = true;
    }

    /// <summary>An address for the log; a hostile one may be long.</summary>
    private static string Show(O2Message message) =>
        message.Address.Text is { Length: > MaxShownAddress } text ? text[..MaxShownAddress] + "..." : message.Address.Text;
}
