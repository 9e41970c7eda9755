using O2.Actors;

namespace ModularPlayers;

/// <summary>A service that is told <c>/start</c>, <c>/stop</c>, <c>/tempo d</c> and <c>/position d</c>.</summary>
/// <remarks>
/// It counts on the process's own clock, which never jumps, so a player needs no ensemble. A command with a time takes hold at that time on
/// every machine, however long it travelled: its lateness is taken off.
/// </remarks>
public abstract class TransportActor : O2ServiceActor
{
    protected TransportActor()
    {
        OnCommand("/start", "", (time, _) => Transport.Start(time));
        OnCommand("/stop", "", (time, _) => Transport.Stop(time));
        OnCommand("/tempo", "d", Transport.SetTempo);
        OnCommand("/position", "d", Transport.SetPosition);
    }

    protected Transport Transport { get; } = new();

    protected double Now => O2.LocalNow.Seconds;

    /// <summary>Called after each command.</summary>
    protected abstract void OnChanged();

    private void OnCommand(string path, string types, Action<double, double> change) => Method(path, types, message =>
    {
        change(Now - message.Lateness, types == "" ? 0 : message.Double(0));
        OnChanged();
    });
}
