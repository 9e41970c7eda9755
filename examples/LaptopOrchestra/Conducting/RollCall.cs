using O2.Actors;
using O2.Protocol;

namespace LaptopOrchestra;

/// <summary>Who is on stage, by what the ensemble's service list says at one moment.</summary>
/// <param name="Present">Voices whose player is found: a service with the property <c>type:player</c>.</param>
/// <param name="Synchronized">Those of them whose player shares the clock.</param>
/// <param name="Ready">Those of them who follow the beat and are heard; nobody, as long as the listener or a stand-by does not follow it or is without the clock: what it is told of the future would be lost to it.</param>
public sealed record RollCall(IReadOnlyList<Voice> Present, IReadOnlyList<Voice> Synchronized, IReadOnlyList<Voice> Ready)
{
    /// <summary>Calls the roll of a score's players.</summary>
    public static RollCall Take(O2Process o2, Score score, IReadOnlyCollection<string> followers) =>
        Of(score, followers, o2.Services(), service => o2.Status(service));

    /// <summary>Reads a list of services and the status of each.</summary>
    /// <param name="score">Whose players are called.</param>
    /// <param name="followers">Who has to follow the beat besides the players.</param>
    /// <param name="services">The list.</param>
    /// <param name="status">Tells the status of a service.</param>
    public static RollCall Of(
        Score score, IReadOnlyCollection<string> followers, IReadOnlyCollection<ServiceListing> services, Func<string, ServiceStatus> status)
    {
        bool Says(Voice voice, string attribute, string value) => services.Any(row => row.Service == voice.Player && row.Properties?.Get(attribute) == value);
        bool SharesTheClock(string service) => status(service) >= ServiceStatus.Local;
        bool FollowsTheBeat(string tapper) => services.Any(row => row.Service == TempoMessage.Service && row.Tapper == tapper);

        List<Voice> present = [.. score.Voices.Where(voice => Says(voice, "type", "player"))];
        List<Voice> synchronized = [.. present.Where(voice => SharesTheClock(voice.Player))];
        List<Voice> ready = [.. synchronized.Where(voice => Says(voice, "ready", "yes") && FollowsTheBeat(voice.Player))];
        return new RollCall(present, synchronized, followers.All(follower => FollowsTheBeat(follower) && SharesTheClock(follower)) ? ready : []);
    }
}
