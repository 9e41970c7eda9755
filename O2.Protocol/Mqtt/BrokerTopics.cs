namespace O2.Protocol.Mqtt;

/// <summary>The topics by which the processes of an ensemble meet at a broker.</summary>
/// <remarks>Immutable. Thread-safe: yes. Source: O2 2.0, MQTT.</remarks>
public sealed class BrokerTopics
{
    private readonly string _prefix;

    /// <summary>Makes the topics of an ensemble.</summary>
    /// <param name="ensemble">Its name.</param>
    /// <exception cref="ArgumentException">The name has a character that topics may not have; see <see cref="CanMeet"/>.</exception>
    public BrokerTopics(string ensemble)
    {
        if (!CanMeet(ensemble))
            throw new ArgumentException($"The ensemble '{ensemble}' cannot meet at a broker: '+' and '#' have a meaning of their own there.", nameof(ensemble));

        _prefix = $"O2-{ensemble}/";
        Discovery = _prefix + "disc";
    }

    /// <summary>Where processes announce themselves (<see cref="BrokerAnnouncement"/>).</summary>
    public string Discovery { get; }

    /// <summary>Tells whether the name of an ensemble can be part of a topic.</summary>
    /// <param name="ensemble">The name.</param>
    /// <returns>False when it has a <c>+</c> or <c>#</c>.</returns>
    public static bool CanMeet(string ensemble) => ensemble.AsSpan().IndexOfAny('+', '#') < 0;

    /// <summary>Where a process gets its messages.</summary>
    /// <param name="process">The process.</param>
    /// <returns>The topic.</returns>
    public string Of(ProcessName process) => _prefix + process.Text;
}
