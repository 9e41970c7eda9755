using System.Reflection;
using Akka.Actor;
using O2.Actors.TestKit;
using O2.Actors.Tests.Embedded;
using O2.Discovery;
using O2.Lite;
using O2.Protocol;
using O2.Web;

namespace O2.Actors.Tests.Architecture;

public sealed class PublicApiTests
{
    private const string RewriteVariable = "O2_REWRITE_PUBLIC_API"; // set by ./build.sh api

    [Fact]
    public void The_public_api_of_the_protocol_is_the_one_that_was_reviewed() => Compare("O2.Protocol", typeof(GlobalTime).Assembly);

    [Fact]
    public void The_public_api_of_the_discovery_is_the_one_that_was_reviewed() => Compare("O2.Discovery", typeof(MdnsClient).Assembly);

    [Fact]
    public void The_public_api_of_the_lite_client_is_the_one_that_was_reviewed() => Compare("O2.Lite", typeof(LiteClient).Assembly);

    [Fact]
    public void The_public_api_of_the_actors_is_the_one_that_was_reviewed() => Compare("O2.Actors", typeof(O2Process).Assembly);

    [Fact]
    public void The_public_api_of_the_web_server_is_the_one_that_was_reviewed() => Compare("O2.Web", typeof(O2WebServer).Assembly);

    [Fact]
    public void The_public_api_of_the_test_kit_is_the_one_that_was_reviewed() => Compare("O2.Actors.TestKit", typeof(EnsembleFixture).Assembly);

    [EmbeddedFact]
    public void The_embedded_actor_runtime_grows_only_on_purpose() => Compare("embedded/Akka", typeof(ActorSystem).Assembly);

    private static void Compare(string project, Assembly assembly)
    {
        var file = Path.Combine(Repository.Root, project, "PublicApi.txt");
        var actual = PublicApi.Of(assembly).ToList();
        if (Environment.GetEnvironmentVariable(RewriteVariable) is not null)
            File.WriteAllLines(file, actual);

        var reviewed = File.ReadAllLines(file);
        var differences = reviewed.Except(actual).Select(line => $"- {line}").Concat(actual.Except(reviewed).Select(line => $"+ {line}")).ToList();
        Assert.True(
            reviewed.SequenceEqual(actual),
            $"The public API of {project} changed. If that is meant: ./build.sh api{Environment.NewLine}{string.Join(Environment.NewLine, differences)}");
    }
}
