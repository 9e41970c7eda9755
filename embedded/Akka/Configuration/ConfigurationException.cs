using Akka.Actor;

namespace Akka.Configuration;

/// <summary>The configuration cannot be read, or asks for something that does not exist.</summary>
public class ConfigurationException : AkkaException
{
    /// <summary>Creates the exception.</summary>
    public ConfigurationException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a cause.</summary>
    public ConfigurationException(string message, Exception exception)
        : base(message, exception)
    {
    }
}
