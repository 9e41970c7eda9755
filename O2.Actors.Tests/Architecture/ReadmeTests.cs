namespace O2.Actors.Tests.Architecture;

public sealed class ReadmeTests
{
    [Theory]
    [InlineData("FirstSynth")]
    [InlineData("FirstKeyboard")]
    public void The_first_programs_of_the_readme_are_examples_that_compile(string example) =>
        Assert.Contains(Repository.Read($"examples/{example}/Program.cs").Trim(), Repository.Read("README.md"), StringComparison.Ordinal);
}
