namespace O2.Protocol.Mqtt;

/// <summary>What follows when a process hears another one announce itself at a broker.</summary>
public enum Meeting
{
    /// <summary>Nothing: it is this process.</summary>
    None,

    /// <summary>This process opens a TCP connection: a lasting one if its name is the lower one, else one to ask for the other's.</summary>
    Connect,

    /// <summary>This process asks the other one, through the broker, to connect to it.</summary>
    Ask,

    /// <summary>This process makes a link through the broker.</summary>
    Relay,

    /// <summary>It is for the other one to act, once it hears this process.</summary>
    Wait,
}
