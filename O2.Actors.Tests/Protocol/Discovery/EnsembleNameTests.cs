using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Discovery;

public class EnsembleNameTests
{
    [Theory]
    [InlineData("gold")]
    [InlineData("Das Große Orchester")]
    [InlineData("_")]
    [InlineData("7")]
    public void Any_short_text_names_an_ensemble(string name) => Assert.Equal(name, EnsembleName.Validate(name));

    [Fact]
    public void Length_is_counted_in_bytes()
    {
        Assert.True(EnsembleName.IsValid(new string('e', 63)));
        Assert.False(EnsembleName.IsValid(new string('e', 64)));
        Assert.True(EnsembleName.IsValid(new string('é', 31)));
        Assert.False(EnsembleName.IsValid(new string('é', 32)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a\0b")]
    public void Other_texts_are_refused(string? name) => Assert.Throws<ArgumentException>(() => EnsembleName.Validate(name!));
}
