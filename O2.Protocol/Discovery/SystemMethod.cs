namespace O2.Protocol;

/// <summary>What an address of the service <c>_o2</c> stands for.</summary>
public enum SystemMethod
{
    /// <summary>Nothing that another process may send: timers of the reference, <c>/_o2/si</c>, addresses of bridges, patterns, unknown paths.</summary>
    None,

    /// <summary><c>/_o2/dy</c>: an introduction.</summary>
    Introduction,

    /// <summary><c>/_o2/sv</c>: an announcement of services and taps.</summary>
    Services,

    /// <summary><c>/_o2/hub</c>: the sender wants to be introduced to the others.</summary>
    Hub,

    /// <summary><c>/_o2/cs/cs</c>: the sender has global time.</summary>
    ClockSynchronized,

    /// <summary><c>/_o2/cs/put</c>: the answer of the clock reference.</summary>
    ClockAnswer,

    /// <summary><c>/_o2/cs/rt</c>: a question about round-trip times.</summary>
    RoundTrip,

    /// <summary><c>/_o2/mqtt/dy</c>: an introduction through the broker.</summary>
    MqttIntroduction,

    /// <summary><c>/_o2/o2lite/con</c>: the sender wants to be an O2lite client. Nothing that a process may send.</summary>
    LiteConnect,
}
