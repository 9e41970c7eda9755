using System.Net;

namespace O2.Discovery;

/// <summary>A network interface as multicast DNS sees it.</summary>
/// <param name="Name">The system's name of the interface, or the word from <see cref="MdnsClientOptions.Interfaces"/> that matches none.</param>
/// <param name="Addresses">Its IPv4 addresses.</param>
/// <param name="Error">Why it is not in use; null when it is.</param>
public sealed record MdnsInterface(string Name, IReadOnlyList<IPAddress> Addresses, string? Error);
