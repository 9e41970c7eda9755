namespace O2.Actors;

/// <summary>Something failed while a process ran; misuse of the API throws <see cref="ArgumentException"/> and its kin instead.</summary>
public class O2Exception : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, and what can be done.</param>
    /// <param name="inner">The cause, or null.</param>
    public O2Exception(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
