namespace O2.Cli;

/// <param name="Tapper">The service that gets the copies.</param>
/// <param name="Process">The process that made the tap.</param>
internal sealed record TapRow(string Tapper, string Process);
