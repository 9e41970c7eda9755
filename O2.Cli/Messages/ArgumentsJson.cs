using System.Globalization;
using System.Text;
using System.Text.Json;
using O2.Protocol;

namespace O2.Cli;

/// <summary>Writes the arguments of a message as a JSON array.</summary>
/// <remarks>
/// Numbers stay numbers (those that are not finite become texts), times are seconds, vectors and O2 arrays are arrays, <c>T F N</c> are
/// true, false and null, blobs are base64, MIDI messages 8 hexadecimal digits, <c>I</c> is "Infinitum". The types are printed beside it.
/// </remarks>
internal static class ArgumentsJson
{
    public static void Write(Utf8JsonWriter json, in O2MessageView message)
    {
        var outermost = json.CurrentDepth + 1;
        json.WriteStartArray();
        for (var i = 0; i < message.Count; i++)
            Write(json, message, i, outermost);
        while (json.CurrentDepth >= outermost)
            json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, in O2MessageView message, int i, int outermost)
    {
        switch (message.Tag(i))
        {
            case TypeTag.Int32 or TypeTag.Int64:
                json.WriteNumberValue(message.Int64(i));
                break;
            case TypeTag.Float:
                WriteNumber(json, message.Single(i));
                break;
            case TypeTag.Double or TypeTag.Time:
                WriteNumber(json, message.Double(i));
                break;
            case TypeTag.String or TypeTag.Symbol:
                json.WriteStringValue(message.Text(i));
                break;
            case TypeTag.Char:
                WriteChar(json, message.Char(i));
                break;
            case TypeTag.Midi:
                json.WriteStringValue(message.Midi(i).ToString("x8"));
                break;
            case TypeTag.Bool or TypeTag.True or TypeTag.False:
                json.WriteBooleanValue(message.Boolean(i));
                break;
            case TypeTag.Blob:
                json.WriteBase64StringValue(message.Blob(i));
                break;
            case TypeTag.Vector:
                WriteVector(json, message.Vector(i));
                break;
            case TypeTag.Nil:
                json.WriteNullValue();
                break;
            case TypeTag.ArrayStart:
                json.WriteStartArray();
                break;
            case TypeTag.ArrayEnd when json.CurrentDepth > outermost: // a peer may send more ']' than '['
                json.WriteEndArray();
                break;
            case TypeTag.Infinitum:
                json.WriteStringValue(nameof(TypeTag.Infinitum));
                break;
        }
    }

    private static void WriteVector(Utf8JsonWriter json, in O2Vector vector)
    {
        json.WriteStartArray();
        for (var k = 0; k < vector.Count; k++)
        {
            if (vector.ElementTag(k) is TypeTag.Int32 or TypeTag.Int64)
                json.WriteNumberValue(vector.Int64(k));
            else if (vector.ElementTag(k) is TypeTag.Float)
                WriteNumber(json, vector.Single(k));
            else
                WriteNumber(json, vector.Double(k));
        }

        json.WriteEndArray();
    }

    private static void WriteChar(Utf8JsonWriter json, int code)
    {
        if (Rune.IsValid(code))
            json.WriteStringValue(new Rune(code).ToString());
        else
            json.WriteNumberValue(code); // O2 keeps all 32 bits of a character
    }

    private static void WriteNumber(Utf8JsonWriter json, float number)
    {
        if (float.IsFinite(number))
            json.WriteNumberValue(number);
        else
            json.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
    }

    private static void WriteNumber(Utf8JsonWriter json, double number)
    {
        if (double.IsFinite(number))
            json.WriteNumberValue(number);
        else
            json.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
    }
}
