namespace O2.Actors.TestKit;

/// <summary>A simulated ensemble did not do what a test expects. The message names the seed that repeats it.</summary>
public sealed class EnsembleFailureException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What was expected, and the seed.</param>
    /// <param name="innerException">What the test threw; null when it is this itself.</param>
    public EnsembleFailureException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
