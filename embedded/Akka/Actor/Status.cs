namespace Akka.Actor;

/// <summary>A reply that says how it went.</summary>
public abstract class Status
{
    private protected Status()
    {
    }

    /// <summary>It went well.</summary>
    public sealed class Success : Status
    {
        /// <summary>A success without a value.</summary>
        public static readonly Success Instance = new(null);

        /// <summary>The value.</summary>
        public readonly object? Status;

        /// <summary>Creates a success.</summary>
        public Success(object? status) => Status = status;

        /// <inheritdoc />
        public override string ToString() => $"Success: {Status ?? "<null>"}";
    }

    /// <summary>It failed; an ask that gets this reply throws <see cref="Cause"/>.</summary>
    public sealed class Failure : Status
    {
        /// <summary>Why.</summary>
        public readonly Exception Cause;

        /// <summary>What the sender added.</summary>
        public readonly object? State;

        /// <summary>Creates a failure.</summary>
        public Failure(Exception cause)
            : this(cause, null)
        {
        }

        /// <summary>Creates a failure with something added.</summary>
        public Failure(Exception cause, object? state)
        {
            Cause = cause;
            State = state;
        }

        /// <inheritdoc />
        public override string ToString() => $"Failure: {Cause}";
    }
}
