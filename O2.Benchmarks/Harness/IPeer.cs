namespace O2.Benchmarks;

/// <summary>What a process of a measurement can do.</summary>
internal interface IPeer : IAsyncDisposable
{
    /// <summary>Carries out a command.</summary>
    /// <returns>The answer; <see langword="true"/> when there is nothing to say.</returns>
    Task<object> DoAsync(string[] command);
}
