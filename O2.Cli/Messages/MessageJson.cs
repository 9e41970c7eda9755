using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using O2.Actors;
using O2.Protocol;

namespace O2.Cli;

/// <summary>Prints a message as one line of JSON.</summary>
internal static class MessageJson
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Shows a message that came.</summary>
    /// <param name="message">The message.</param>
    /// <param name="delivered">When it was delivered, on the ensemble's clock.</param>
    public static string FormatDelivered(in O2MessageView message, GlobalTime delivered)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            json.WriteStartObject();
            json.WriteNumber("delivered", delivered.Seconds);
            if (!message.Time.IsImmediate)
                json.WriteNumber("late_s", message.Lateness);
            WriteContent(json, message);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Shows a message that was sent.</summary>
    /// <param name="message">The message.</param>
    /// <param name="status">What became of it.</param>
    public static string FormatSent(O2Message message, SendStatus status)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            json.WriteStartObject();
            json.WriteString("status", EnsembleListing.Word(status));
            WriteContent(json, message.AsView());
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteContent(Utf8JsonWriter json, in O2MessageView message)
    {
        if (!message.Time.IsImmediate)
            json.WriteNumber("time", message.Time.Seconds);
        json.WriteBoolean("reliable", message.Flags.IsReliable);
        json.WriteString("address", message.Address.Text);
        if (message.Address.IsBundle)
        {
            WriteElements(json, message);
            return;
        }

        json.WriteString("types", message.Types);
        json.WritePropertyName("args");
        ArgumentsJson.Write(json, message);
    }

    private static void WriteElements(Utf8JsonWriter json, in O2MessageView bundle)
    {
        json.WriteStartArray("elements");
        foreach (var element in bundle.ToMessage().ReadElements())
        {
            json.WriteStartObject();
            WriteContent(json, element.AsView());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
