namespace O2.Actors.Tests.Architecture;

public sealed class ReadmeTests
{
    [Fact]
    public void The_first_program_of_the_lite_client_is_an_example_that_compiles() =>
        Assert.Contains(Repository.Read("examples/LiteClient/Program.cs").Split("\n\n", 2)[1].Trim(), Repository.Read("O2.Lite/README.md"), StringComparison.Ordinal);

    [Fact]
    public void R6_19_The_docs_say_that_anyone_can_read_and_write_on_a_public_broker() =>
        Assert.Contains("Anyone can read and write on a public broker", Repository.Read("docs/mqtt.md"), StringComparison.Ordinal);

    [Fact]
    public void The_service_of_the_readme_and_its_test_are_among_these_tests() =>
        Assert.Contains(Repository.Read("O2.Actors.Tests/Examples/EchoTests.cs").Trim(), Repository.Read("README.md"), StringComparison.Ordinal);

    [Theory]
    [InlineData("FirstSynth")]
    [InlineData("FirstKeyboard")]
    public void The_first_programs_of_the_readme_are_examples_that_compile(string example) =>
        Assert.Contains(Repository.Read($"examples/{example}/Program.cs").Trim(), Repository.Read("README.md"), StringComparison.Ordinal);
}
