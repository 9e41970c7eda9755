using O2.Actors.Tests.Protocol.Directory;
using O2.Protocol;
using static O2.Actors.Tests.Protocol.Directory.DirectoryFixture;

namespace O2.Actors.Tests.Protocol.Taps;

/// <summary>How taps come and go in the directory.</summary>
public class TapDirectoryTests
{
    [Fact]
    public void Own_tap_is_recorded_and_announced()
    {
        DirectoryFixture o2 = new();

        Assert.True(o2.Directory.TryTap("tappee", "tapper", TapSendMode.Reliable));

        Assert.Equal(["TapAdded tapper \"tappee\" 1"], o2.Announcements());
        Assert.Equal(new Tap("tappee", "tapper", null, TapSendMode.Reliable), Assert.Single(o2.Entry("tappee").Taps));
        Assert.Empty(o2.Events());
    }

    [Fact]
    public void Same_tap_again_is_refused_and_keeps_its_mode()
    {
        DirectoryFixture o2 = new(High);
        o2.Directory.TryTap("tappee", "tapper", TapSendMode.Reliable);
        o2.Announcements();

        Assert.False(o2.Directory.TryTap("tappee", "tapper", TapSendMode.BestEffort));
        Assert.Empty(o2.Announcements());
        Assert.Equal(TapSendMode.Reliable, o2.Entry("tappee").Taps.Single().Mode);
    }

    [Fact]
    public void Repeated_announcement_of_a_tap_is_ignored_without_a_complaint()
    {
        DirectoryFixture o2 = new(High);
        o2.Directory.Apply(High, [new(AnnouncedChange.TapAdded, "tapper", "tappee", TapSendMode.Keep)]);

        Assert.Equal(0, o2.Directory.Apply(High, [new(AnnouncedChange.TapAdded, "tapper", "tappee", TapSendMode.Reliable)]));
        Assert.Equal(new Tap("tappee", "tapper", High, TapSendMode.Keep), Assert.Single(o2.Entry("tappee").Taps));
    }

    [Fact]
    public void Taps_of_several_processes_under_the_same_names_are_different_taps()
    {
        DirectoryFixture o2 = new(Low, High);
        o2.Directory.TryTap("tappee", "tapper", TapSendMode.Keep);
        o2.Directory.Apply(Low, [new(AnnouncedChange.TapAdded, "tapper", "tappee")]);
        o2.Directory.Apply(High, [new(AnnouncedChange.TapAdded, "tapper", "tappee")]);
        Assert.Equal(3, o2.Entry("tappee").Taps.Length);

        o2.Directory.Apply(Low, [new(AnnouncedChange.TapRemoved, "tapper", "tappee")]);
        Assert.Equal([null, High], o2.Entry("tappee").Taps.Select(tap => tap.Owner));
    }

    [Fact]
    public void Untap_is_announced_and_forgets_the_name()
    {
        DirectoryFixture o2 = new();
        o2.Directory.TryTap("tappee", "tapper", TapSendMode.BestEffort);
        o2.Announcements();

        Assert.True(o2.Directory.TryUntap("tappee", "tapper"));
        Assert.Equal(["TapRemoved tapper \"tappee\" 0"], o2.Announcements());
        Assert.False(o2.Directory.Snapshot.TryGetService("tappee", out _));
        Assert.False(o2.Directory.TryUntap("tappee", "tapper"));
    }

    [Fact]
    public void R3_45_Removing_a_tap_leaves_the_service_of_the_same_name()
    {
        DirectoryFixture o2 = new(High);
        o2.Offer(High, "tapper");
        o2.Directory.Apply(High, [new(AnnouncedChange.TapAdded, "tapper", "tappee")]);

        o2.Directory.Apply(High, [new(AnnouncedChange.TapRemoved, "tapper", "tappee")]);

        Assert.Equal(High.Text, o2.Active("tapper"));
        Assert.False(o2.Directory.Snapshot.TryGetService("tappee", out _));
    }

    [Fact]
    public void Tap_ends_with_its_tapper_and_own_ones_are_announced()
    {
        DirectoryFixture o2 = new(High);
        o2.OfferOwn("tapper");
        o2.Directory.TryTap("one", "tapper", TapSendMode.Keep);
        o2.Directory.TryTap("two", "tapper", TapSendMode.Keep);
        o2.Offer(High, "tapper");
        o2.Directory.Apply(High, [new(AnnouncedChange.TapAdded, "tapper", "one")]);
        o2.Announcements();

        o2.Directory.TryRemove("tapper");

        Assert.Equal(["ServiceGone tapper \"\" 0", "TapRemoved tapper \"one\" 0", "TapRemoved tapper \"two\" 0"], o2.Announcements());
        Assert.Equal([High], o2.Entry("one").Taps.Select(tap => tap.Owner));

        o2.Withdraw(High, "tapper");
        Assert.False(o2.Directory.Snapshot.TryGetService("one", out _));
        Assert.Empty(o2.Announcements());
    }

    [Fact]
    public void Tap_survives_freeing_and_re_creation_of_the_tappee()
    {
        DirectoryFixture o2 = new(High);
        o2.Offer(High, "tappee");
        o2.Directory.TryTap("tappee", "tapper", TapSendMode.Keep);

        o2.Withdraw(High, "tappee");
        Assert.Null(o2.Entry("tappee").Active);
        Assert.Single(o2.Entry("tappee").Taps);

        o2.Offer(High, "tappee");
        Assert.Equal(High.Text, o2.Active("tappee"));
        Assert.Single(o2.Entry("tappee").Taps);
    }

    [Fact]
    public void Taps_end_with_their_owner()
    {
        DirectoryFixture o2 = new(Low, High);
        o2.OfferOwn("tappee");
        o2.Directory.Apply(Low, [new(AnnouncedChange.TapAdded, "t", "tappee")]);
        o2.Directory.Apply(High, [new(AnnouncedChange.TapAdded, "t", "tappee")]);

        o2.Directory.TryRemoveProcess(High);

        Assert.Equal([Low], o2.Entry("tappee").Taps.Select(tap => tap.Owner));
    }

    [Fact]
    public void Taps_of_one_process_are_limited()
    {
        DirectoryFixture o2 = new(High);
        AnnouncedGroup[] groups = [.. Enumerable.Range(0, ServiceDirectory.MaxTapsOfProcess + 5).Select(i => new AnnouncedGroup(AnnouncedChange.TapAdded, "t", "s" + i))];

        Assert.Equal(5, o2.Directory.Apply(High, groups));
        o2.Directory.Apply(High, [new(AnnouncedChange.TapRemoved, "t", "s0")]);
        Assert.Equal(0, o2.Directory.Apply(High, [new(AnnouncedChange.TapAdded, "t", "again")]));
    }

    [Theory]
    [InlineData("", "t")]
    [InlineData("!s", "t")]
    [InlineData("s", "/t")]
    public void Impossible_names_are_refused(string tappee, string tapper) =>
        Assert.Throws<ArgumentException>(() => new ServiceDirectory().TryTap(tappee, tapper, TapSendMode.Keep));
}
