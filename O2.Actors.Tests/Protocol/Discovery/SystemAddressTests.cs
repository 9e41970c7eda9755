using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Discovery;

public class SystemAddressTests
{
    private static readonly string[] FromProcess = ["!_o2/dy", "!_o2/sv", "!_o2/hub", "!_o2/cs/cs", "!_o2/cs/put", "!_o2/cs/rt"];

    private static readonly string[] FromBridge = ["!_o2/o2lite/sv", "!_o2/o2lite/cs/get", "!_o2/o2lite/cs/cs", "!_o2/o2lite/st", "!_o2/o2lite/ls", "!_o2/ws/dy", "!_o2/ws/sv"];

    private static readonly string[] FromNobody =
    [
        "!_o2/ds", "!_o2/dydog", "!_o2/ipq", "!_o2/cs/ps", "!_o2/cs/cu", "!_o2/si", "!_o2/mqtt/ps", "!_o2/mqtt/ct", "!_o2/o2sm/sv", "!_o2/o2sm/fin",
        "!_o2", "!_o2/", "!_o2/d", "!_o2/dy/x", "!_o2/o2lite", "/_o2/d?", "/_o2/*", "#_o2",
    ];

    private static readonly string[] All = [.. FromProcess, .. FromBridge, .. FromNobody, "!_o2/mqtt/dy", "!_o2/o2lite/con", "!_o2/o2lite/dy"];

    [Fact]
    public void R3_83_From_a_process_only_six_addresses_are_taken() => ExpectAccepted(MessageOrigin.Process, FromProcess);

    [Theory]
    [InlineData(MessageOrigin.Process)]
    [InlineData(MessageOrigin.Broker)]
    [InlineData(MessageOrigin.Datagram)]
    public void R3_84_Bridge_addresses_are_taken_from_no_process(MessageOrigin origin) =>
        Assert.DoesNotContain(FromBridge, address => IsAccepted(address, origin));

    [Fact]
    public void D3_82_Nobody_outside_reaches_timers_patterns_and_unknown_addresses()
    {
        foreach (MessageOrigin origin in Enum.GetValues<MessageOrigin>().Where(origin => origin != MessageOrigin.Local))
            Assert.DoesNotContain(FromNobody, address => IsAccepted(address, origin));
    }

    [Fact]
    public void D3_23_D3_24_From_datagrams_clock_messages_are_taken_and_no_introductions() =>
        ExpectAccepted(MessageOrigin.Datagram, "!_o2/cs/put", "!_o2/cs/rt");

    [Fact]
    public void From_the_broker_its_own_introduction_is_taken_too() =>
        ExpectAccepted(MessageOrigin.Broker, [.. FromProcess.Where(address => address != "!_o2/hub"), "!_o2/mqtt/dy"]);

    [Theory]
    [InlineData(MessageOrigin.Bridge)]
    [InlineData(MessageOrigin.Bundle)]
    [InlineData(MessageOrigin.Withdrawn)]
    public void Clients_bundles_and_messages_sent_once_more_reach_none(MessageOrigin origin) => ExpectAccepted(origin);

    [Fact]
    public void This_process_reaches_all() => ExpectAccepted(MessageOrigin.Local, All);

    [Theory]
    [InlineData("/_o2/dy", true)]
    [InlineData("!_o2/dy", true)]
    [InlineData("!@00000000:0a4d0001:b3a3/dy", true)]
    [InlineData("!@00000000:0a4d0001:b3a4/dy", false)]
    [InlineData("!_o2x/dy", false)]
    [InlineData("!_cs/get", false)]
    public void Process_is_reached_as_o2_and_by_its_own_name(string address, bool isProcess)
    {
        ProcessName self = ProcessName.Parse("@00000000:0a4d0001:b3a3");

        Assert.Equal(isProcess, SystemAddress.IsForProcess(O2Address.Parse(address), self));
        Assert.Equal(isProcess && address[1] == '_', SystemAddress.IsForProcess(O2Address.Parse(address), self: null));
    }

    [Fact]
    public void Either_first_character_means_the_same() =>
        Assert.Equal(SystemAddress.MethodOf(O2Address.Parse("!_o2/dy")), SystemAddress.MethodOf(O2Address.Parse("/_o2/dy")));

    [Fact]
    public void Looking_at_an_address_allocates_nothing()
    {
        O2Address address = O2Address.Parse("!_o2/cs/put");
        ProcessName self = ProcessName.Parse("@00000000:0a4d0001:b3a3");

        Allocations.AreNone(() =>
        {
            bool accepted = SystemAddress.IsForProcess(address, self) && SystemAddress.IsAccepted(SystemAddress.MethodOf(address), MessageOrigin.Datagram);
            Assert.True(accepted);
        });
    }

    private static void ExpectAccepted(MessageOrigin origin, params string[] expected) =>
        Assert.Equal(expected.Order(StringComparer.Ordinal), All.Where(address => IsAccepted(address, origin)).Order(StringComparer.Ordinal));

    private static bool IsAccepted(string address, MessageOrigin origin) =>
        SystemAddress.IsAccepted(SystemAddress.MethodOf(O2Address.Parse(address)), origin);
}
