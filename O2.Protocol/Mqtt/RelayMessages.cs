using System.Diagnostics.CodeAnalysis;

namespace O2.Protocol.Mqtt;

/// <summary>The message by which a process asks another one for a link through the broker.</summary>
/// <remarks>Thread-safe: yes. Source: O2 2.0, MQTT.</remarks>
public static class RelayMessages
{
    /// <summary>Its address.</summary>
    public const string Introduction = "!_o2/mqtt/dy";

    /// <summary>Makes it.</summary>
    /// <param name="self">The process that asks.</param>
    /// <returns>The message.</returns>
    public static O2Message CreateIntroduction(ProcessName self) => O2Message.Create(Introduction, GlobalTime.Immediately, reliable: true, self.Text);

    /// <summary>Reads it.</summary>
    /// <param name="message">A message to that address.</param>
    /// <param name="process">The process that asks.</param>
    /// <returns>False when the types are not <c>s</c> or the text is no process name.</returns>
    public static bool TryReadIntroduction(O2Message message, [NotNullWhen(true)] out ProcessName? process)
    {
        process = null;
        return message.Types == "s" && ProcessName.TryParse(message.AsView().Text(0), out process);
    }
}
