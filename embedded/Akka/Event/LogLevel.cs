namespace Akka.Event;

/// <summary>How important a log message is.</summary>
public enum LogLevel
{
    /// <summary>For whoever traces the code.</summary>
    DebugLevel,

    /// <summary>About the life of the program.</summary>
    InfoLevel,

    /// <summary>Something is odd.</summary>
    WarningLevel,

    /// <summary>Something is wrong.</summary>
    ErrorLevel,
}
