namespace O2.Benchmarks;

/// <summary>The side of a baseline that waits: sends back what asks, and counts the rest.</summary>
internal interface IPlainServer : IDisposable
{
    /// <summary>The port at which it listens.</summary>
    int Port { get; }
}
