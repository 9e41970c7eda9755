namespace O2.Cli;

/// <summary>The user has to do something else; the message says what is wrong, in words for people.</summary>
internal sealed class UserErrorException(string message) : Exception(message);
