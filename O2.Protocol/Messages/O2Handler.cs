namespace O2.Protocol;

/// <summary>Receives one message.</summary>
/// <param name="message">The message. Valid during the call only; <see cref="O2MessageView.ToMessage"/> keeps it.</param>
/// <remarks>
/// In a service actor the call is made by the actor. An inline handler is called on the thread that received the message
/// and must not block.
/// </remarks>
public delegate void O2Handler(O2MessageView message);
