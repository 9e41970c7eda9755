using Akka.Actor;

namespace O2.Actors;

/// <content>Meeting other processes at an MQTT broker.</content>
public sealed partial class O2Process
{
    private int _isAtBroker;

    /// <summary>How this process stands to its MQTT broker; null when it uses none. <see cref="BrokerStateChanged"/> tells when it changes.</summary>
    public BrokerState? BrokerState => Live.Broker;

    /// <summary>Meets other processes of the ensemble at an MQTT broker from now on (<c>o2_mqtt_enable</c>), as <see cref="O2ProcessOptions.Mqtt"/> does from the start.</summary>
    /// <param name="options">Which broker; null for a public one.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or a broker cannot have topics of the ensemble's name.</exception>
    /// <exception cref="InvalidOperationException">This process uses a broker already.</exception>
    /// <remarks>
    /// Processes that can connect with each other do; what others send each other goes through the broker, and can be read and made up by everyone who may use
    /// it. See <c>docs/mqtt.md</c>. While the broker cannot be reached, it is tried again after 1, 2, 4 .. 60 s; the log says why.
    /// </remarks>
    public void EnableMqtt(MqttOptions? options = null)
    {
        options ??= new MqttOptions();
        options.Validate(Live.Options.Ensemble);
        if (Live.Options.BrokerToUse is not null || Interlocked.Exchange(ref _isAtBroker, 1) != 0)
            throw new InvalidOperationException("This process uses an MQTT broker already.");
        _ensemble.Tell(new EnsembleProtocol.MeetAtBroker(options));
    }
}
