namespace O2.Protocol.Mqtt;

/// <summary>What a process says, through the broker, to one that it hears there.</summary>
[Flags]
public enum RelayAnswer
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>That it wants a link through the broker.</summary>
    Introduction = 1,

    /// <summary>That it wants to be connected to.</summary>
    Callback = 2,

    /// <summary>All that it offers; from then on every change of it.</summary>
    State = 4,
}
