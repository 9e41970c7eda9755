using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Directory;

public class ServiceNameTests
{
    [Theory]
    [InlineData("synth")]
    [InlineData("S")]
    [InlineData("a b*c!?")]
    [InlineData("über")]
    public void Name_needs_only_a_letter_in_front(string name)
    {
        bool startsWithLetter = char.IsAsciiLetter(name[0]);
        Assert.Equal(startsWithLetter, ServiceName.IsValid(name));
    }

    [Theory]
    [InlineData("_o2", "reserved")]
    [InlineData("_cs", "reserved")]
    [InlineData("@00000000:7f000001:0001", "processes")]
    [InlineData("1st", "letter")]
    [InlineData("a/b", "'/'")]
    [InlineData("a\0", "zero")]
    public void Refusal_names_the_broken_rule(string name, string rule)
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => ServiceName.Validate(name));
        Assert.Contains(rule, thrown.Message);
    }

    [Fact]
    public void User_names_have_at_most_63_bytes()
    {
        Assert.True(ServiceName.IsValid(new string('s', 63)));
        Assert.False(ServiceName.IsValid(new string('s', 64)));
        Assert.Contains("63 bytes", Assert.Throws<ArgumentException>(() => ServiceName.Validate(new string('s', 64))).Message);
    }

    [Theory]
    [InlineData("_cs", true)]
    [InlineData("1st", true)]
    [InlineData("_o2", false)]
    [InlineData("@00000000:7f000001:0001", false)]
    [InlineData("a/b", false)]
    [InlineData("", false)]
    public void Others_may_announce_more_than_users_may_choose_but_no_process(string name, bool allowed) =>
        Assert.Equal(allowed, ServiceName.IsAnnounceable(name));

    [Theory]
    [InlineData("tappee", true)]
    [InlineData("_cs", true)]
    [InlineData("", false)]
    [InlineData("/tappee", false)]
    [InlineData("!tappee", false)]
    public void Names_in_taps_follow_their_own_rule(string name, bool allowed) => Assert.Equal(allowed, ServiceName.IsValidInTap(name));

    [Fact]
    public void Names_in_taps_have_at_most_64_bytes()
    {
        Assert.True(ServiceName.IsValidInTap(new string('t', 64)));
        Assert.False(ServiceName.IsValidInTap(new string('t', 65)));
    }
}
