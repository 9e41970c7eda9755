using System.Diagnostics.CodeAnalysis;
using O2.Actors;
using O2.Protocol;

namespace ModularPlayers;

/// <summary>What a person types: <c>start</c>, <c>stop</c>, <c>tempo 90</c>, <c>position 8</c>.</summary>
/// <param name="Name">The command, which is also the path of the message.</param>
/// <param name="Number">Beats per minute, or the position; null for start and stop.</param>
public sealed record Command(string Name, double? Number)
{
    /// <summary>What can be typed.</summary>
    public const string Help = "Type start, stop, tempo BEATS-PER-MINUTE or position BEAT.";

    /// <summary>How long before it takes hold a command is sent, in seconds: time enough to reach everybody.</summary>
    public const double AheadSeconds = 0.1;

    /// <summary>Reads a line.</summary>
    public static bool TryParse(string line, [NotNullWhen(true)] out Command? command)
    {
        command = line.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["start" or "stop"] words => new Command(words[0], null),
            ["tempo", var word] when double.TryParse(word, out var tempo) && tempo is >= 20 and <= 400 => new Command("tempo", tempo),
            ["position", var word] when double.TryParse(word, out var beat) && beat is >= 0 and <= 100_000 => new Command("position", beat),
            _ => null,
        };
        return command is not null;
    }

    /// <summary>Sends it, to take hold a little later everywhere; at once where there is no common time.</summary>
    public void Send(O2Process o2, string service)
    {
        var at = o2.ClockState.IsSynchronized ? o2.Now + AheadSeconds : GlobalTime.Immediately;
        O2Value[] arguments = Number is { } number ? [number] : [];
        o2.SendReliable($"/{service}/{Name}", at, arguments);
    }
}
