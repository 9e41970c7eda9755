namespace O2.Actors;

/// <summary>Publishes each failure of a service once, with the message that it was handling if its actor told it.</summary>
/// <remarks>The supervisor hears of a failure twice, in either order: Akka says that it happened, the actor says by what.</remarks>
internal sealed class FailureReports(EventHub events, string service)
{
    private Exception? _unexplained;   // what Akka has told and the actor has not explained yet
    private Exception? _explained;     // the reverse

    /// <summary>Akka has told of a failure.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="mayBeExplained">Whether the actor normally tells by what.</param>
    public void Told(Exception failure, bool mayBeExplained)
    {
        Publish();
        _unexplained = ReferenceEquals(failure, _explained) ? null : failure;
        if (!mayBeExplained)
            Publish();
    }

    /// <summary>The actor has told by what it failed.</summary>
    public void Explained(ServiceProtocol.Failed failed)
    {
        if (ReferenceEquals(failed.Exception, _unexplained))
            _unexplained = null;
        else
            _explained = failed.Exception;
        events.Publish(new ServiceFailure(service, failed.Exception, failed.Message));
    }

    /// <summary>Publishes a failure that will not be explained any more.</summary>
    public void Publish()
    {
        if (_unexplained is { } failure)
            events.Publish(new ServiceFailure(service, failure, null));
        _unexplained = null;
    }
}
