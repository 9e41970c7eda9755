namespace O2.Protocol.Mqtt;

/// <content>What comes through the broker for this process itself.</content>
public sealed partial class RelayRegistry
{
    /// <summary>Takes a message for this process itself (<c>_o2</c>) that came through the broker.</summary>
    /// <param name="now">The local time.</param>
    /// <param name="message">The message.</param>
    /// <param name="isConnected">Tells whether we are connected with a process directly.</param>
    /// <returns>False when the registry has nothing to do with it, and the caller has to deliver it: clock answers and questions.</returns>
    public bool HandleMessage(LocalTime now, O2Message message, Predicate<ProcessName> isConnected)
    {
        SystemMethod method = SystemAddress.MethodOf(message.Address);
        bool isTaken = _isOnline && SystemAddress.IsAccepted(method, MessageOrigin.Broker) && method switch
        {
            SystemMethod.ClockAnswer or SystemMethod.RoundTrip => true,
            SystemMethod.MqttIntroduction => HandleIntroduction(now, message, isConnected),
            SystemMethod.Introduction => HandleDiscovery(message),
            SystemMethod.Services => HandleServices(now, message),
            SystemMethod.ClockSynchronized => HandleClockSynchronized(now, message),
            _ => false,
        };
        if (!isTaken)
            _outputs.Enqueue(new RelayOutput.Warning($"Message {method} from the broker is malformed, of a process that is not known, or not taken from there; ignored."));

        return method is not (SystemMethod.ClockAnswer or SystemMethod.RoundTrip);
    }

    private bool HandleIntroduction(LocalTime now, O2Message message, Predicate<ProcessName> isConnected)
    {
        if (!RelayMessages.TryReadIntroduction(message, out ProcessName? name) || name == identity.Self.Name
            || !TryHear(now, new ProcessInfo(name, 0, identity.Self.Version), out RelayCandidate? candidate, out _))
        {
            return false;
        }

        candidate.HasSpoken = true;
        candidate.Owed &= ~RelayAnswer.Introduction;
        if (candidate.IsRelayed)
            Owe(now, candidate, RelayAnswer.State);   // it has forgotten us meanwhile: it was cut off for longer than we were
        else if (isConnected(name))
            candidate.Owed = RelayAnswer.None;
        else
            Relay(now, candidate, RelayAnswer.State);
        return true;
    }

    private bool HandleDiscovery(O2Message message)
    {
        bool isTaken = identity.TryDiscover(message, out ProcessInfo? process);
        if (isTaken)
            _outputs.Enqueue(new RelayOutput.Discovered(process!));

        return isTaken;
    }

    private bool HandleServices(LocalTime now, O2Message message)
    {
        if (ServiceAnnouncement.Read(message) is not { } announcement || FindRelayed(now, announcement.Process) is not { } candidate)
            return false;

        _outputs.Enqueue(new RelayOutput.Announced(candidate.Process.Name, announcement.Groups));
        return true;
    }

    private bool HandleClockSynchronized(LocalTime now, O2Message message)
    {
        if (!SystemMessages.TryReadClockSynchronized(message, out ProcessName? name) || FindRelayed(now, name.Text) is not { } candidate)
            return false;

        MarkSynchronized(candidate);
        return true;
    }

    private RelayCandidate? FindRelayed(LocalTime now, string process)
    {
        if (!ProcessName.TryParse(process, out ProcessName? name) || !_candidates.TryGetValue(name, out RelayCandidate? candidate) || !candidate.IsRelayed)
            return null;

        candidate.HasSpoken = true;
        candidate.LastHeard = now;
        return candidate;
    }
}
