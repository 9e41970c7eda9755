namespace O2.Cli;

/// <summary>The user has to do something else; the message says what is wrong, in words for people.</summary>
internal sealed class UserErrorException(string message) : Exception(message)
{
    /// <summary>What a person should read of an exception: not the name of a parameter in our source.</summary>
    public static string TextOf(Exception e) => e is ArgumentException { ParamName: { } name } ? e.Message.Replace($" (Parameter '{name}')", "") : e.Message;
}
