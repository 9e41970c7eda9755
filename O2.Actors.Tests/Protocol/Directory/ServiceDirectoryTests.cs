using O2.Protocol;
using static O2.Actors.Tests.Protocol.Directory.DirectoryFixture;

namespace O2.Actors.Tests.Protocol.Directory;

public class ServiceDirectoryTests
{
    [Fact]
    public void New_own_service_is_reported_and_announced()
    {
        DirectoryFixture o2 = new();
        o2.OfferOwn("synth");

        Assert.Equal(["synth 0 _o2 \"\""], o2.Events());
        Assert.Equal(["ServiceOffered synth \"\" 0"], o2.Announcements());
        Assert.Equal(ServiceStatus.LocalNoTime, o2.Directory.Snapshot.Status("synth"));
        Assert.Empty(o2.Announcements());
    }

    [Fact]
    public void Second_offer_of_the_same_own_service_is_refused()
    {
        DirectoryFixture o2 = new();
        o2.OfferOwn("synth");
        o2.Events();
        o2.Announcements();

        Assert.False(o2.Directory.TryAdd("synth", ProviderKind.Bridge));
        Assert.Empty(o2.Events());
        Assert.Empty(o2.Announcements());
    }

    [Theory]
    [InlineData("_o2")]
    [InlineData("@00000000:0a4d0001:0001")]
    [InlineData("a/b")]
    [InlineData("")]
    public void Own_service_with_an_impossible_name_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => new ServiceDirectory().TryAdd(name, ProviderKind.Local));

    [Fact]
    public void Own_service_that_does_not_become_active_is_announced_but_not_reported()
    {
        DirectoryFixture o2 = new(High);
        o2.Offer(High, "dup");
        o2.Events();
        o2.OfferOwn("dup");

        Assert.Empty(o2.Events());
        Assert.Equal(["ServiceOffered dup \"\" 0"], o2.Announcements());
    }

    [Fact]
    public void R3_44_Freeing_a_service_says_that_it_is_gone()
    {
        DirectoryFixture o2 = new();
        o2.OfferOwn("alpha");
        o2.Announcements();
        o2.Events();

        Assert.True(o2.Directory.TryRemove("alpha"));
        Assert.Equal(["ServiceGone alpha \"\" 0"], o2.Announcements());
        Assert.Equal([$"alpha -1 {Self} \"\""], o2.Events());
        Assert.False(o2.Directory.Snapshot.TryGetService("alpha", out _));
        Assert.False(o2.Directory.TryRemove("alpha"));
    }

    [Fact]
    public void Own_process_service_cannot_be_freed()
    {
        DirectoryFixture o2 = new();

        Assert.False(o2.Directory.TryRemove(ServiceName.Process));
        Assert.False(o2.Directory.TryRemove(Self.Text));
        Assert.True(o2.Directory.Snapshot.TryGetService(ServiceName.Process, out _));
    }

    [Fact]
    public void Joining_process_is_a_service_of_its_own_name()
    {
        DirectoryFixture o2 = new();

        Assert.True(o2.Directory.TryAddProcess(InfoOf(High), ProcessLink.Direct, "connection"));

        Assert.Equal([$"{High} 1 {High} \"\""], o2.Events());
        Assert.Empty(o2.Announcements());
        Assert.Equal("connection", o2.Entry(High.Text).Active!.Endpoint);
        Assert.True(o2.Directory.Snapshot.TryGetProcess(High, out ProcessEntry? process));
        Assert.Equal(InfoOf(High), process.Info);
    }

    [Fact]
    public void D3_18_Known_process_is_not_entered_twice()
    {
        DirectoryFixture o2 = new(High);

        Assert.False(o2.Directory.TryAddProcess(InfoOf(High), ProcessLink.Direct));
        Assert.Single(o2.Entry(High.Text).Providers);
        Assert.Empty(o2.Events());
    }

    [Fact]
    public void Own_process_is_never_entered_as_another()
    {
        DirectoryFixture o2 = new();

        Assert.False(o2.Directory.TryAddProcess(InfoOf(Self), ProcessLink.Direct));
        Assert.Empty(o2.Directory.Snapshot.Processes);
    }

    [Fact]
    public void Announced_service_is_reported_when_it_is_or_becomes_active()
    {
        DirectoryFixture o2 = new(Low, High);

        o2.Offer(Low, "dup", ";a:1;");
        o2.Offer(High, "dup");
        o2.Offer(Low, "dup", ";a:2;");
        o2.Offer(High, "dup", ";b:3;");

        Assert.Equal([$"dup 1 {Low} \"a:1;\"", $"dup 1 {High} \"\"", $"dup 1 {High} \"b:3;\""], o2.Events());
        Assert.Equal(";a:2;", o2.Entry("dup").ProviderOf(Low)!.Properties.Wire);
        Assert.Empty(o2.Announcements());
    }

    [Fact]
    public void Announced_service_carries_the_connection_of_its_process()
    {
        DirectoryFixture o2 = new(High);
        o2.Offer(High, "synth");

        Assert.Equal(High.Text, o2.Entry("synth").Active!.Endpoint);
    }

    [Fact]
    public void Failover_reports_the_loss_and_then_the_new_active_provider()
    {
        DirectoryFixture o2 = new(Low, High);
        o2.Directory.BecomeSynchronized();
        o2.Directory.MarkSynchronized(Low);
        o2.Directory.MarkSynchronized(High);
        o2.Offer(Low, "dup", ";from:a;");
        o2.Offer(High, "dup");
        o2.Events();

        Assert.True(o2.Directory.TryRemoveProcess(High));

        Assert.Equal([$"{High} -1 {High} \"\"", $"dup -1 {High} \"\"", $"dup 5 {Low} \"from:a;\""], o2.Events());
        Assert.False(o2.Directory.TryRemoveProcess(High));
    }

    [Fact]
    public void Loss_of_an_inactive_provider_reports_the_active_one_again()
    {
        DirectoryFixture o2 = new(Low, High);
        o2.OfferOwn("dup");
        o2.Offer(Low, "dup");
        o2.Events();

        o2.Withdraw(Low, "dup");

        Assert.Equal([$"dup -1 {Low} \"\"", "dup 0 _o2 \"\""], o2.Events());
    }

    [Fact]
    public void Removed_process_leaves_nothing_behind()
    {
        DirectoryFixture o2 = new(High);
        o2.Offer(High, "a");
        o2.Offer(High, "b");
        o2.Directory.Apply(High, [new(AnnouncedChange.TapAdded, "a", "b"), new(AnnouncedChange.TapAdded, "nobody", "c")]);
        o2.Events();

        o2.Directory.TryRemoveProcess(High);

        Assert.Equal([ServiceName.Process], o2.Directory.Snapshot.Services.Select(s => s.Name));
        Assert.Empty(o2.Directory.Snapshot.Processes);
        Assert.Equal([$"{High} -1 {High} \"\"", $"a -1 {High} \"\"", $"b -1 {High} \"\""], o2.Events());
        Assert.Empty(o2.Announcements());
    }

    [Fact]
    public void D3_70_Announcement_of_an_unknown_process_or_of_ourselves_changes_nothing()
    {
        DirectoryFixture o2 = new(High);
        DirectorySnapshot before = o2.Directory.Snapshot;

        Assert.Equal(1, o2.Directory.Apply(Low, [AnnouncedGroup.NewService("x", ServiceProperties.Empty)]));
        Assert.Equal(1, o2.Directory.Apply(Self, [AnnouncedGroup.NewService("x", ServiceProperties.Empty)]));

        Assert.Same(before, o2.Directory.Snapshot);
        Assert.Empty(o2.Events());
    }

    [Fact]
    public void D3_72_Group_with_an_impossible_name_is_skipped_and_the_others_count()
    {
        DirectoryFixture o2 = new(High);

        int skipped = o2.Directory.Apply(
            High,
            [
                new(AnnouncedChange.ServiceOffered, "good", ""),
                new(AnnouncedChange.ServiceOffered, "a/b", ""),
                new(AnnouncedChange.ServiceOffered, "", ""),
                new(AnnouncedChange.ServiceOffered, "_o2", ""),
                new(AnnouncedChange.ServiceOffered, Low.Text, ""),
                new(AnnouncedChange.TapAdded, "", "good"),
                new(AnnouncedChange.ServiceOffered, "fine", ""),
            ]);

        Assert.Equal(5, skipped);
        Assert.Equal([ServiceName.Process, High.Text, "good", "fine"], o2.Directory.Snapshot.Services.Select(s => s.Name));
    }

    [Fact]
    public void Process_cannot_withdraw_the_service_of_another_or_its_own_name()
    {
        DirectoryFixture o2 = new(Low, High);
        o2.Offer(Low, "synth");
        o2.Events();

        o2.Withdraw(High, "synth");
        o2.Withdraw(High, High.Text);
        o2.Withdraw(High, "unknown");

        Assert.Empty(o2.Events());
        Assert.Equal(Low.Text, o2.Active("synth"));
        Assert.Equal(High.Text, o2.Active(High.Text));
    }

    [Fact]
    public void Services_of_one_process_are_limited()
    {
        DirectoryFixture o2 = new(High);
        AnnouncedGroup[] groups = [.. Enumerable.Range(0, ServiceDirectory.MaxServicesOfProcess + 10).Select(i => AnnouncedGroup.NewService("s" + i, ServiceProperties.Empty))];

        Assert.Equal(10, o2.Directory.Apply(High, groups));
        o2.Withdraw(High, "s0");
        o2.Offer(High, "one more");
    }

    [Fact]
    public void Properties_of_one_process_are_limited_together()
    {
        DirectoryFixture o2 = new(High);
        string properties = $";a:{new string('x', 32_000)};";
        AnnouncedGroup[] groups = [.. Enumerable.Range(0, 1000).Select(i => new AnnouncedGroup(AnnouncedChange.ServiceOffered, "s" + i, properties))];

        int taken = 1000 - o2.Directory.Apply(High, groups);

        Assert.Equal(ServiceDirectory.MaxPropertyCharsOfProcess / properties.Length, taken);
        o2.Withdraw(High, "s0");
        Assert.Equal(0, o2.Directory.Apply(High, [groups[999], new(AnnouncedChange.ServiceOffered, "s1", "")]));
        Assert.Equal(0, o2.Directory.Apply(High, [groups[998]]));
    }

    [Fact]
    public void Process_with_as_much_as_is_allowed_comes_and_goes_without_a_stall()
    {
        DirectoryFixture o2 = new(High);
        o2.OfferOwn("tappee");
        AnnouncedGroup[] services = [.. Enumerable.Range(0, ServiceDirectory.MaxServicesOfProcess).Select(i => AnnouncedGroup.NewService("s" + i, ServiceProperties.Empty))];
        AnnouncedGroup[] taps = [.. Enumerable.Range(0, ServiceDirectory.MaxTapsOfProcess).Select(i => new AnnouncedGroup(AnnouncedChange.TapAdded, "s" + i, "tappee"))];
        Assert.Equal(0, o2.Directory.Apply(High, services));
        Assert.Equal(0, o2.Directory.Apply(High, taps));
        Assert.Equal(ServiceDirectory.MaxTapsOfProcess, o2.Entry("tappee").Taps.Length);

        o2.Directory.TryRemoveProcess(High);

        Assert.Equal([ServiceName.Process, "tappee"], o2.Directory.Snapshot.Services.Select(service => service.Name));
        Assert.Empty(o2.Entry("tappee").Taps);
    }

    [Fact]
    public void Services_can_be_offered_before_the_process_has_a_name()
    {
        ServiceDirectory directory = new();

        Assert.True(directory.TryAdd("early", ProviderKind.Local));
        Assert.True(directory.TryTap("tappee", "early", TapSendMode.Keep));
        Assert.Equal(["_o2", "early", "tappee"], directory.Snapshot.List().Select(row => row.Service));
        Assert.Equal("local", directory.Snapshot.List()[2].Process);
    }
}
