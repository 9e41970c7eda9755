using O2.Lite;
using O2.Protocol;

namespace O2.Actors.Tests.Architecture;

public sealed class ReferenceTests
{
    private static readonly string[] ThreadingThatAPureCoreMayUse =
        ["System.Threading.Interlocked", "System.Threading.Volatile", "System.Threading.Lock", "System.Threading.Monitor"];

    [Fact]
    public void The_protocol_core_references_the_base_class_library_alone()
    {
        using var references = new AssemblyReferences(typeof(GlobalTime).Assembly);

        Assert.All(references.Assemblies, name => Assert.StartsWith("System.", name));
    }

    [Fact]
    public void The_protocol_core_has_no_sockets_files_or_console()
    {
        using var references = new AssemblyReferences(typeof(GlobalTime).Assembly);

        Assert.DoesNotContain(references.Types, type =>
            type.StartsWith("System.Net.Sockets.", StringComparison.Ordinal)
            || type.StartsWith("System.Net.WebSockets.", StringComparison.Ordinal)
            || type.StartsWith("System.Net.NetworkInformation.", StringComparison.Ordinal)
            || type.StartsWith("System.IO.File", StringComparison.Ordinal)
            || type is "System.Console");
    }

    [Fact]
    public void The_protocol_core_starts_no_threads_timers_or_tasks_and_reads_no_clock()
    {
        using var references = new AssemblyReferences(typeof(GlobalTime).Assembly);

        var offenders = references.Types
            .Where(type => type.StartsWith("System.Threading.", StringComparison.Ordinal)
                || type is "System.DateTime" or "System.DateTimeOffset" or "System.TimeProvider" or "System.Diagnostics.Stopwatch")
            .Except(ThreadingThatAPureCoreMayUse);

        Assert.Empty(offenders);
    }

    [Fact]
    public void The_lite_client_references_the_protocol_the_discovery_and_the_base_class_library_alone()
    {
        using var references = new AssemblyReferences(typeof(LiteClient).Assembly);

        Assert.All(references.Assemblies, name => Assert.True(name is "O2.Protocol" or "O2.Discovery" || name.StartsWith("System.", StringComparison.Ordinal), name));
        Assert.DoesNotContain(references.Types, type => type.StartsWith("System.Reflection.", StringComparison.Ordinal) && !type.StartsWith("System.Reflection.Assembly", StringComparison.Ordinal));
        Assert.DoesNotContain("System.Threading.Thread", references.Types);
    }
}
