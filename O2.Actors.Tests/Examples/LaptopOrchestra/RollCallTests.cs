using LaptopOrchestra;
using O2.Protocol;

namespace O2.Actors.Tests.Examples;

public class RollCallTests
{
    private static readonly Score Score = FrereJacques.Compose();
    private static readonly Voice First = Score.Voices[0];

    [Fact]
    public void A_player_is_found_by_its_property_not_by_its_name()
    {
        Assert.Equal([First], Take([Service("player1", "type", "player"), Service("player2", "type", "spectator")]).Present);
    }

    [Fact]
    public void A_player_without_the_clock_is_present_but_not_synchronized()
    {
        var roll = RollCall.Of(Score, [Listener.Service], [Service("player1", "type", "player")], _ => ServiceStatus.RemoteNoTime);

        Assert.Equal([First], roll.Present);
        Assert.Empty(roll.Synchronized);
    }

    [Fact]
    public void A_player_is_ready_when_it_says_so_and_follows_the_beat()
    {
        var services = new List<ServiceListing> { Service("player1", "type", "player", "ready", "yes"), Tap("beat", "listener") };
        Assert.Empty(Take(services).Ready);

        services.Add(Tap("beat", "player1"));
        Assert.Equal([First], Take(services).Ready);
        Assert.Empty(Take([Service("player1", "type", "player"), .. services[1..]]).Ready);
    }

    [Fact]
    public void Nobody_is_ready_until_the_listener_follows_the_beat()
    {
        Assert.Empty(Take([Service("player1", "type", "player", "ready", "yes"), Tap("beat", "player1")]).Ready);
    }

    [Fact]
    public void Nobody_is_ready_until_the_listener_shares_the_clock()
    {
        List<ServiceListing> services = [Service("player1", "type", "player", "ready", "yes"), Tap("beat", "listener"), Tap("beat", "player1")];

        var roll = RollCall.Of(Score, [Listener.Service], services, name => name == Listener.Service ? ServiceStatus.RemoteNoTime : ServiceStatus.Remote);

        Assert.Equal([First], roll.Synchronized);
        Assert.Empty(roll.Ready);
    }

    private static RollCall Take(List<ServiceListing> services) => RollCall.Of(Score, [Listener.Service], services, _ => ServiceStatus.Remote);

    private static ServiceListing Service(string name, params string[] pairs)
    {
        var properties = ServiceProperties.Empty;
        foreach (var pair in pairs.Chunk(2))
            Assert.True(properties.TrySet(pair[0], pair[1], out properties));

        return new ServiceListing(name, ServiceStatus.Remote, "@7f000001:7f000001:1234", null, properties);
    }

    private static ServiceListing Tap(string tappee, string tapper) => new(tappee, ServiceStatus.Tap, "@7f000001:7f000001:1234", tapper, null);
}
