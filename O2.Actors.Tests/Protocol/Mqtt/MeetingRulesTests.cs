using O2.Protocol;
using O2.Protocol.Mqtt;

namespace O2.Actors.Tests.Protocol.Mqtt;

/// <summary>Each cell of the table of cases, with the lower name on either side. Addresses: 1 and 2 public, a and b internal.</summary>
public sealed class MeetingRulesTests
{
    [Theory]
    // case 1, p = i: they are not behind NAT; we are the client
    [InlineData("1:a", "2:2", Meeting.Connect)]
    [InlineData("1:1", "2:2", Meeting.Connect)]
    [InlineData("0:a", "b:b", Meeting.Connect)]
    // case 1, we are the server: P = I, P != I
    [InlineData("2:2", "1:1", Meeting.Connect)]
    [InlineData("2:a", "1:1", Meeting.Relay)]
    // case 2A, p = P: we are the client, the server
    [InlineData("1:a", "1:b", Meeting.Connect)]
    [InlineData("1:b", "1:a", Meeting.Ask)]
    [InlineData("0:a", "0:b", Meeting.Connect)]
    [InlineData("0:b", "0:a", Meeting.Ask)]
    // case 2B, another public address, we are the client: whatever ours is
    [InlineData("1:a", "2:b", Meeting.Relay)]
    [InlineData("1:1", "2:b", Meeting.Relay)]
    // case 2C, we are the server: P = I, P != I
    [InlineData("2:2", "1:a", Meeting.Ask)]
    [InlineData("2:b", "1:a", Meeting.Wait)]
    public void Each_cell_of_the_table_decides(string self, string other, Meeting expected) => Assert.Equal(expected, MeetingRules.Decide(Name(self), Name(other)));

    [Theory]
    [InlineData("1:1", "2:b", true)]
    [InlineData("1:a", "2:b", false)]    // nobody gets in here either
    [InlineData("2:2", "1:b", false)]    // asked already: it is the client
    [InlineData("1:1", "1:b", false)]
    [InlineData("1:1", "2:2", false)]
    [InlineData("0:a", "2:b", false)]
    [InlineData("1:1", "b:b", false)]
    public void A_relayed_process_behind_a_router_is_asked_to_connect_to_a_public_address(string self, string other, bool expected) =>
        Assert.Equal(expected, MeetingRules.IsWorthAsking(Name(self), Name(other)));

    [Fact]
    public void Nobody_meets_himself() => Assert.Equal(Meeting.None, MeetingRules.Decide(Name("1:a"), Name("1:a")));

    [Fact]
    public void Of_two_processes_that_meet_at_least_one_acts_and_they_never_disagree()
    {
        string[] addresses = ["0:a", "0:b", "1:a", "1:b", "1:1", "2:a", "2:b", "2:2", "a:a", "b:b"];
        foreach (string one in addresses)
        {
            foreach (string other in addresses.Where(other => other != one))
            {
                Meeting[] both = [MeetingRules.Decide(Name(one), Name(other)), MeetingRules.Decide(Name(other), Name(one))];

                Assert.DoesNotContain(Meeting.None, both);
                Assert.Contains(both, meeting => meeting is Meeting.Connect or Meeting.Relay);   // asking and waiting alone would bring nobody together
            }
        }
    }

    private static ProcessName Name(string addresses) => new(Address(addresses[0]), Address(addresses[2]), 5000);

    private static uint Address(char word) => word switch
    {
        '0' => 0,
        '1' => 0xCB007101,
        '2' => 0xCB007102,
        'a' => 0xC0A80001,
        _ => 0xC0A80002,
    };
}
