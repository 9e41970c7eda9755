namespace ModularPlayers;

/// <summary>The conductor: what it is told reaches every player by a tap. It keeps the same count, to tell those who come late.</summary>
public sealed class ConductorActor : TransportActor
{
    public const string Service = "conductor";

    public ConductorActor() => Method("/hello", "s", message => Welcome(message.Text(0)));

    protected override void OnChanged() =>
        Console.WriteLine($"conductor: {(Transport.IsPlaying ? "plays" : "rests")} at beat {Transport.BeatAt(Now):F1}, {Transport.BeatsPerMinute:F0} a minute");

    private void Welcome(string player)
    {
        var at = O2.Now + Command.AheadSeconds;
        O2.SendReliable($"/{player}/tempo", at, Transport.BeatsPerMinute);
        O2.SendReliable($"/{player}/position", at, Transport.BeatAt(Now + Command.AheadSeconds));
        O2.SendReliable($"/{player}/{(Transport.IsPlaying ? "start" : "stop")}", at);
        Console.WriteLine($"conductor: {player} has come");
    }
}
