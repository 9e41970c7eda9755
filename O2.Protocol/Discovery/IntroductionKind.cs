namespace O2.Protocol;

/// <summary>What an introduction wants from its receiver. The values are those on the wire.</summary>
public enum IntroductionKind
{
    /// <summary>"This process exists." The only kind that may come by UDP, and the only one that may describe a third process.</summary>
    Info = 50,

    /// <summary>As <see cref="Connect"/>, from a process that uses the receiver as its hub; answered by <see cref="Reply"/>.</summary>
    Hub = 51,

    /// <summary>The answer to <see cref="Hub"/>, on the same connection; sent for nothing else.</summary>
    Reply = 52,

    /// <summary>"Connect to me": from the server of a pair to the client, over a temporary connection.</summary>
    Callback = 53,

    /// <summary>The first message of the client on the lasting connection.</summary>
    Connect = 54,
}
