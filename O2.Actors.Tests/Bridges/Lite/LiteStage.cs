using System.Net;

namespace O2.Actors.Tests.Bridges.Lite;

/// <summary>A process that hosts O2lite clients, and where it is reached: in virtual time or on loopback.</summary>
internal abstract class LiteStage : IDisposable
{
    public abstract O2Process Host { get; }

    public required Bridge Bridge { get; init; }

    public required IPEndPoint Tcp { get; init; }

    public required IPEndPoint Udp { get; init; }

    /// <summary>A client that has not said anything.</summary>
    public abstract RawLite Connect();

    /// <summary>A client that has its number.</summary>
    public RawLite Join() => Connect().Join();

    /// <summary>Waits until something is so.</summary>
    public abstract void Until(Func<bool> condition);

    /// <summary>Something may have changed.</summary>
    public abstract void Wake();

    public abstract void Dispose();
}
