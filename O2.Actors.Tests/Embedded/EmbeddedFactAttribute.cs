using Akka.Actor;

namespace O2.Actors.Tests.Embedded;

/// <summary>A test of the embedded actor runtime; skipped, with the reason, where the real packages take its place.</summary>
internal sealed class EmbeddedFactAttribute : FactAttribute
{
    public EmbeddedFactAttribute() =>
        Skip = typeof(ActorSystem).Assembly.GetName().Name == "O2.Embedded.Akka" ? null : "NOT RUN: the real Akka.NET packages are used, not the embedded runtime.";
}
