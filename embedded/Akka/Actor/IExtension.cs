namespace Akka.Actor;

/// <summary>Marks objects of which an actor system holds one each.</summary>
public interface IExtension
{
}
