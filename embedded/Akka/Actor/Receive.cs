namespace Akka.Actor;

/// <summary>A behaviour: handles a message and tells whether it did.</summary>
public delegate bool Receive(object message);
