namespace O2.Actors.Tests.Fuzzing;

/// <summary>An input was not survived; the message names the fuzzer and the seed, with which it can be repeated.</summary>
internal sealed class FuzzFailureException(string message, Exception inner) : Exception(message, inner);
