namespace Akka.Actor;

/// <summary>What a supervisor does about a child that failed.</summary>
public enum Directive
{
    /// <summary>The child goes on with the next message and keeps its state.</summary>
    Resume,

    /// <summary>A new incarnation takes the child's place and its mailbox; the message that failed is gone.</summary>
    Restart,

    /// <summary>The supervisor fails in turn.</summary>
    Escalate,

    /// <summary>The child is stopped for good.</summary>
    Stop,
}
