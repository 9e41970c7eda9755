namespace O2.Protocol;

/// <summary>What an address of the service <c>_o2</c> stands for.</summary>
public enum SystemMethod
{
    /// <summary>Nothing that may come from outside: timers of the reference, <c>/_o2/si</c>, shared-memory addresses, patterns, unknown paths.</summary>
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

    /// <summary><c>/_o2/o2lite/con</c>: makes a connection that of an O2lite client.</summary>
    LiteConnect,

    /// <summary><c>/_o2/o2lite/dy</c>: an O2lite client looks for a host by UDP.</summary>
    LiteIntroduction,

    /// <summary><c>/_o2/o2lite/cs/get</c>: an O2lite client asks for the time.</summary>
    LiteClock,

    /// <summary>Any other address of a bridge, <c>/_o2/o2lite/...</c> or <c>/_o2/ws/...</c>.</summary>
    Bridge,
}
