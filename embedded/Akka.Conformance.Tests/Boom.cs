namespace O2.Conformance.Tests;

/// <summary>The failure of actors that are meant to fail; as a message, the order to do so.</summary>
public sealed class Boom(string message = "boom") : Exception(message);
