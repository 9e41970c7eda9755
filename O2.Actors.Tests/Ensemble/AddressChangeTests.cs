using System.Net;

namespace O2.Actors.Tests.Ensemble;

public sealed class AddressChangeTests
{
    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1 127.0.0.1", false)]
    [InlineData("10.0.0.1", "10.8.0.7 10.0.0.1 127.0.0.1", false)]
    [InlineData("10.0.0.1", "192.168.1.5 127.0.0.1", true)]
    [InlineData("10.0.0.1", "127.0.0.1", false)]
    [InlineData("10.0.0.1", "", false)]
    [InlineData("127.0.0.1", "127.0.0.1", false)]
    [InlineData("127.0.0.1", "10.0.0.1 127.0.0.1", true)]
    public void A_process_moves_when_its_address_is_gone_and_another_one_is_there(string named, string present, bool isToMove)
    {
        IPAddress[] addresses = [.. present.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse)];

        Assert.Equal(isToMove, AddressChange.IsToMove(IPAddress.Parse(named), addresses));
    }
}
