using System.Diagnostics.CodeAnalysis;

namespace O2.Protocol;

/// <summary>The small messages that processes exchange apart from <see cref="Introduction"/> and <see cref="ServiceAnnouncement"/>.</summary>
/// <remarks>Thread-safe: yes. Source: O2 2.0, addresses of <c>_o2</c>.</remarks>
public static class SystemMessages
{
    /// <summary>Makes <c>!_o2/hub</c>, the wish to be introduced to the other processes of a hub.</summary>
    /// <returns>The message.</returns>
    public static O2Message CreateHubRequest() => O2Message.Create(SystemAddress.Hub, GlobalTime.Immediately, reliable: true);

    /// <summary>Makes <c>!_o2/cs/cs</c>, by which a process says that it has global time.</summary>
    /// <param name="self">The name of the process that says so.</param>
    /// <returns>The message.</returns>
    public static O2Message CreateClockSynchronized(ProcessName self) =>
        O2Message.Create(SystemAddress.ClockSynchronized, GlobalTime.Immediately, reliable: true, self.Text);

    /// <summary>Reads <c>!_o2/cs/cs</c>.</summary>
    /// <param name="message">The message.</param>
    /// <param name="process">The process that has global time.</param>
    /// <returns>False when the types are not <c>s</c> or the text is no process name.</returns>
    public static bool TryReadClockSynchronized(O2Message message, [NotNullWhen(true)] out ProcessName? process)
    {
        process = null;
        return message.Types == "s" && ProcessName.TryParse(message.AsView().Text(0), out process);
    }
}
