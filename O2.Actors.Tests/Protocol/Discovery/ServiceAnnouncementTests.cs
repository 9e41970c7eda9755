using O2.Actors.Tests.Vectors;
using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Discovery;

public class ServiceAnnouncementTests
{
    private static readonly ProcessName Self = ProcessName.Parse("@00000000:0a4d0001:b3a3");

    [Fact]
    public void Full_list_has_the_bytes_of_the_specification()
    {
        byte[] expected = Convert.FromHexString(
            "00000054000000010000000000000000215f6f322f7376002c737354547369735454736900000000"
            + "4030303030303030303a30613464303030313a6233613300"
            + "5f6373003b00000000000000" + "736100003b00000000000000");
        ServiceDirectory directory = new();
        directory.SetOwnName(Self);
        directory.TryAdd("_cs", ProviderKind.Local);
        directory.TryAdd("sa", ProviderKind.Local);

        Assert.Equal(expected, Wire.EncodeTcp(ServiceAnnouncement.CreateState(directory.Snapshot).Single()));
    }

    [Fact]
    public void Tap_has_the_bytes_of_the_specification()
    {
        byte[] expected = Convert.FromHexString(
            "00000040000000010000000000000000215f6f322f7376002c73735446736900"
            + "4030303030303030303a30613464303030313a61646639006331000064757000" + "00000000");
        Tap tap = new("dup", "c1", Owner: null, TapSendMode.Keep);

        IReadOnlyList<O2Message> messages = ServiceAnnouncement.CreateMessages(ProcessName.Parse("@00000000:0a4d0001:adf9"), [AnnouncedGroup.TapAdded(tap)]);

        Assert.Equal(expected, Wire.EncodeTcp(messages.Single()));
    }

    [Fact]
    public void Empty_list_is_announced_too()
    {
        O2Message message = ServiceAnnouncement.CreateMessages(Self, []).Single();

        Assert.Equal("s", message.Types);
        ServiceAnnouncement read = ServiceAnnouncement.Read(message)!;
        Assert.Equal(Self.Text, read.Process);
        Assert.Empty(read.Groups);
        Assert.True(read.IsComplete);
    }

    [Fact]
    public void Clock_news_goes_in_front_of_the_list()
    {
        ServiceDirectory directory = new();
        Assert.Throws<InvalidOperationException>(() => ServiceAnnouncement.CreateState(directory.Snapshot));

        directory.SetOwnName(Self);
        directory.BecomeSynchronized();
        Assert.Equal([SystemAddress.ClockSynchronized, SystemAddress.Services], ServiceAnnouncement.CreateState(directory.Snapshot).Select(message => message.Address.Text));
    }

    [Fact]
    public void Groups_read_back_as_they_were_written()
    {
        AnnouncedGroup[] groups =
        [
            AnnouncedGroup.NewService("a", ServiceProperties.Empty),
            AnnouncedGroup.Offered("b", ServiceProperties.FromWire(@";x:\;y;")),
            AnnouncedGroup.Gone("c"),
            new(AnnouncedChange.TapAdded, "tapper", "tappee", TapSendMode.Reliable),
            new(AnnouncedChange.TapAdded, "tapper", "tappee", TapSendMode.BestEffort),
            new(AnnouncedChange.TapRemoved, "tapper", "tappee"),
        ];

        ServiceAnnouncement read = Read(groups);

        Assert.Equal(groups, read.Groups);
        Assert.True(read.IsComplete);
    }

    [Fact]
    public void R3_44_Freeing_a_service_sends_F_T()
    {
        O2Message message = ServiceAnnouncement.CreateMessages(Self, [AnnouncedGroup.Gone("alpha")]).Single();

        Assert.Equal("ssFTsi", message.Types);
        Assert.Equal("alpha", message.AsView().Text(1));
        Assert.Equal("", message.AsView().Text(4));
        Assert.Equal(0, message.AsView().Int32(5));
    }

    [Theory]
    [InlineData(true, true, ";a:x;", AnnouncedChange.ServiceOffered)]
    [InlineData(true, true, "", AnnouncedChange.ServiceOffered)]
    [InlineData(false, true, "", AnnouncedChange.ServiceGone)]
    [InlineData(false, true, "left over", AnnouncedChange.ServiceGone)]
    [InlineData(false, false, "", AnnouncedChange.ServiceGone)]
    [InlineData(true, false, "tappee", AnnouncedChange.TapAdded)]
    [InlineData(false, false, "tappee", AnnouncedChange.TapRemoved)]
    public void R3_45_F_T_and_F_F_without_a_tappee_both_say_that_the_service_is_gone(bool exists, bool isService, string text, AnnouncedChange change)
    {
        foreach (bool asTypeCodes in new[] { true, false })
        {
            O2Message message = Message(Self.Text, "name", Value(exists), Value(isService), text, 0);
            Assert.Equal(change, ServiceAnnouncement.Read(message)!.Groups.Single().Change);

            O2Value Value(bool value) => !asTypeCodes ? value : value ? O2Value.True : O2Value.False;
        }
    }

    [Theory]
    [InlineData(0, TapSendMode.Keep)]
    [InlineData(1, TapSendMode.Reliable)]
    [InlineData(2, TapSendMode.BestEffort)]
    [InlineData(3, TapSendMode.Keep)]
    [InlineData(-1, TapSendMode.Keep)]
    public void Unknown_tap_modes_count_as_keep(int mode, TapSendMode expected) =>
        Assert.Equal(expected, ServiceAnnouncement.Read(Message(Self.Text, "t", O2Value.True, O2Value.False, "s", mode))!.Groups.Single().Mode);

    [Fact]
    public void Reading_stops_at_the_first_group_without_the_form()
    {
        ServiceAnnouncement? read = ServiceAnnouncement.Read(
            Message(Self.Text, "a", O2Value.True, O2Value.True, "", 0, "b", "no boolean", O2Value.True, "", 0, "c", O2Value.True, O2Value.True, "", 0));

        Assert.Equal(["a"], read!.Groups.Select(group => group.Service));
        Assert.False(read.IsComplete);
        Assert.Null(ServiceAnnouncement.Read(Message()));
        Assert.Null(ServiceAnnouncement.Read(Message(1)));
        Assert.False(ServiceAnnouncement.Read(Message(Self.Text, "a", O2Value.True))!.IsComplete);
    }

    [Fact]
    public void R3_46_Long_list_is_split_well_below_64_KB_and_stays_whole()
    {
        Random random = new(5);
        for (int round = 0; round < 20; round++)
        {
            AnnouncedGroup[] groups =
            [
                .. Enumerable.Range(0, 3000).Select(i => AnnouncedGroup.Offered(
                    $"sérvice {i} {new string('s', random.Next(40))}",
                    ServiceProperties.FromWire($";p:{new string('v', random.Next(100))};"))),
            ];
            IReadOnlyList<O2Message> messages = ServiceAnnouncement.CreateMessages(Self, groups);

            Assert.All(messages, message => Assert.InRange(message.WireLength, 1, ServiceAnnouncement.MaxMessageBytes));
            Assert.All(messages.SkipLast(1), message => Assert.InRange(message.WireLength, ServiceAnnouncement.MaxMessageBytes - 400, int.MaxValue));
            Assert.Equal(groups, messages.SelectMany(message => ServiceAnnouncement.Read(message)!.Groups));
        }
    }

    [Fact]
    public void R3_46_Service_with_the_longest_properties_goes_alone_and_fits()
    {
        ServiceProperties.Empty.TrySet("p", new string('v', ServiceProperties.MaxBytes - ";p:;".Length), out ServiceProperties longest);
        AnnouncedGroup group = AnnouncedGroup.Offered(new string('s', 63), longest);

        IReadOnlyList<O2Message> messages = ServiceAnnouncement.CreateMessages(Self, [AnnouncedGroup.Gone("a"), group, group, AnnouncedGroup.Gone("b")]);

        Assert.Equal(4, messages.Count);
        Assert.All(messages, message => Assert.InRange(message.WireLength, 1, ServiceAnnouncement.MaxMessageBytes + 4096));
    }

    private static ServiceAnnouncement Read(AnnouncedGroup[] groups)
    {
        O2Message message = ServiceAnnouncement.CreateMessages(Self, groups).Single();
        ServiceAnnouncement read = ServiceAnnouncement.Read(Wire.Decode(Wire.EncodeTcp(message).AsSpan(4)))!;
        Assert.Equal(Self.Text, read.Process);
        return read;
    }

    private static O2Message Message(params ReadOnlySpan<O2Value> args) =>
        O2Message.Create(SystemAddress.Services, GlobalTime.Immediately, reliable: true, args);
}
