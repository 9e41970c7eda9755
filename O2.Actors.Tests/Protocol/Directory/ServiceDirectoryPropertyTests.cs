using O2.Protocol;
using static O2.Actors.Tests.Protocol.Directory.DirectoryFixture;

namespace O2.Actors.Tests.Protocol.Directory;

/// <summary>Properties of services in the directory.</summary>
public class ServiceDirectoryPropertyTests
{
    [Fact]
    public void Change_of_properties_is_announced_and_reported_under_the_full_process_name()
    {
        DirectoryFixture o2 = new();
        o2.OfferOwn("a");
        o2.Events();
        o2.Announcements();

        Assert.True(o2.Directory.TrySetProperty("a", "style", "rock"));
        Assert.True(o2.Directory.TryRemoveProperty("a", "style"));
        Assert.True(o2.Directory.TryRemoveProperty("a", "never set"));

        Assert.Equal(["ServiceOffered a \";style:rock;\" 0", "ServiceOffered a \";\" 0"], o2.Announcements());
        Assert.Equal([$"a 0 {Self} \"style:rock;\"", $"a 0 {Self} \"\""], o2.Events());
    }

    [Fact]
    public void Properties_belong_to_own_services_only()
    {
        DirectoryFixture o2 = new(High);
        o2.Offer(High, "synth", ";a:1;");

        Assert.False(o2.Directory.TrySetProperty("synth", "a", "2"));
        Assert.False(o2.Directory.TryRemoveProperty("synth", "a"));
        Assert.False(o2.Directory.TrySetProperty("unknown", "a", "2"));
        Assert.False(o2.Directory.TrySetProperty(ServiceName.Process, "a", "2"));
        Assert.Empty(o2.Announcements());
    }

    [Fact]
    public void D3_53_Too_long_properties_report_failure_and_change_nothing()
    {
        DirectoryFixture o2 = new();
        o2.OfferOwn("a");
        o2.Directory.TrySetProperty("a", "k", "v");
        o2.Announcements();

        Assert.False(o2.Directory.TrySetProperty("a", "long", new string('x', ServiceProperties.MaxBytes)));
        Assert.Empty(o2.Announcements());
        Assert.Equal(";k:v;", o2.Entry("a").Own!.Properties.Wire);
    }

    [Fact]
    public void Properties_of_an_inactive_own_provider_are_announced_but_not_reported()
    {
        DirectoryFixture o2 = new(High);
        o2.Offer(High, "dup");
        o2.OfferOwn("dup");
        o2.Events();
        o2.Announcements();

        o2.Directory.TrySetProperty("dup", "a", "1");

        Assert.Empty(o2.Events());
        Assert.Single(o2.Announcements());
    }
}
