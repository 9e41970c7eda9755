namespace Akka.Actor;

/// <summary>Marks messages that do not start the receive timeout afresh.</summary>
public interface INotInfluenceReceiveTimeout
{
}
