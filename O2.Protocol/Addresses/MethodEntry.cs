namespace O2.Protocol;

/// <summary>A method of a service.</summary>
/// <typeparam name="T">What the owner of the methods keeps for each, such as a handler.</typeparam>
/// <param name="Path">Path within the service, such as <c>/noteon</c>; empty for a method that takes every message of the service.</param>
/// <param name="Types">Type string that <see cref="Coercion.Accepts"/> is to check; null for any arguments.</param>
/// <param name="Method">What the owner keeps.</param>
public sealed record MethodEntry<T>(string Path, string? Types, T Method);
