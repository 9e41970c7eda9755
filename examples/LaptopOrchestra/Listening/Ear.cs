using System.Threading.Channels;
using O2.Actors;

namespace LaptopOrchestra;

/// <summary>Hears the ensemble: inline methods take each message off the receiving thread at once and hand it over in order.</summary>
public static class Ear
{
    /// <summary>Taps the beat and all players.</summary>
    /// <returns>What is heard: <see cref="PlayedNote"/>, <see cref="ReleasedNote"/>, <see cref="Tempo"/>, <see cref="Gathering"/>,
    /// <see cref="Strike"/>, <see cref="Incident"/> and <see cref="Steadiness"/>.</returns>
    public static ChannelReader<object> Open(O2Process o2, Score score)
    {
        var heard = Channel.CreateUnbounded<object>();
        o2.AddMethod($"/{Listener.Service}/tempo", "dtd", m => heard.Writer.TryWrite(TempoMessage.Read(m)));
        o2.AddMethod($"/{Listener.Service}/gathered", "sidd", m => heard.Writer.TryWrite(
            new Gathering(m.Text(0), m.Int32(1), m.Double(2), m.Double(3))));
        o2.AddMethod($"/{Listener.Service}/incident", Incident.Types, m => heard.Writer.TryWrite(Incident.Read(m)));
        o2.AddMethod($"/{Listener.Service}/steadiness", Steadiness.Types, m => heard.Writer.TryWrite(Steadiness.Read(m)));
        o2.AddMethod($"/{Listener.EarOfTouch}/struck", "iit", m => heard.Writer.TryWrite(new Strike(m.Int32(0), m.Int32(1), m.GlobalTime(2).Seconds)));
        o2.Tap(TouchActor.Service, Listener.EarOfTouch);
        o2.Tap(TempoMessage.Service, Listener.Service);
        foreach (var voice in score.Voices)
        {
            var (ear, player) = (Listener.EarOf(voice), voice.Player);
            o2.AddMethod($"/{ear}/played", "itt", m => heard.Writer.TryWrite(
                new PlayedNote(player, m.Int32(0), m.GlobalTime(1).Seconds, m.GlobalTime(2).Seconds)));
            o2.AddMethod($"/{ear}/released", "itt", m => heard.Writer.TryWrite(
                new ReleasedNote(player, m.Int32(0), m.GlobalTime(2).Seconds)));
            o2.Tap(player, ear);
        }

        return heard.Reader;
    }
}
