using System.Globalization;
using O2.Protocol;

namespace O2.Cli;

/// <summary>Prints a message on one line for people: when it was delivered, how late, address, types and arguments.</summary>
internal static class MessageLine
{
    /// <param name="delivered">When the message was delivered, on the ensemble's clock.</param>
    public static string Format(in O2MessageView message, GlobalTime delivered)
    {
        var lateness = message.Time.IsImmediate ? "" : string.Create(CultureInfo.InvariantCulture, $"{message.Lateness * 1000:+0.000} ms");
        var content = Printable.Of(message.ToMessage().With(time: GlobalTime.Immediately).ToString()); // the time stands in front already
        return string.Create(CultureInfo.InvariantCulture, $"{delivered.Seconds,12:0.000000}  {lateness,10}  {content}");
    }
}
