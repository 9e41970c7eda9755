namespace Akka.TestKit;

/// <summary>Marks test classes whose messages have no sender, rather than <see cref="TestKitBase.TestActor"/>.</summary>
public interface INoImplicitSender
{
}
