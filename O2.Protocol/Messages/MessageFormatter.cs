using System.Globalization;
using System.Text;

namespace O2.Protocol;

/// <summary>Shows messages to people, one line each, in the manner of oscdump.</summary>
internal static class MessageFormatter
{
    private const int MaxShownElements = 16;

    public static string Format(in O2MessageView message)
    {
        var line = new StringBuilder(message.Address.Text);
        if (message.Address.IsBundle)
        {
            AppendElements(line, message);
        }
        else if (!message.Types.IsEmpty)
        {
            line.Append(' ').Append(message.Types);
            int count = message.Count;
            for (int i = 0; i < count; i++)
                AppendArgument(line, message, i);
        }

        if (!message.Time.IsImmediate)
            line.Append(CultureInfo.InvariantCulture, $" @{message.Time.Seconds:F3}");

        return line.ToString();
    }

    private static void AppendElements(StringBuilder line, in O2MessageView bundle)
    {
        string separator = " {";
        foreach (O2Message element in bundle.ToMessage().ReadElements())
        {
            line.Append(separator).Append(element);
            separator = "; ";
        }

        line.Append('}');
    }

    private static void AppendArgument(StringBuilder line, in O2MessageView message, int i)
    {
        IFormatProvider culture = CultureInfo.InvariantCulture;
        switch (message.Tag(i))
        {
            case TypeTag.Int32 or TypeTag.Int64:
                line.Append(culture, $" {message.Int64(i)}");
                break;
            case TypeTag.Float:
                line.Append(culture, $" {message.Single(i)}");
                break;
            case TypeTag.Double or TypeTag.Time:
                line.Append(culture, $" {message.Double(i)}");
                break;
            case TypeTag.String or TypeTag.Symbol:
                line.Append(" \"").Append(message.Text(i)).Append('"');
                break;
            case TypeTag.Char:
                line.Append(message.Char(i) is > ' ' and < '\x7F' and int code ? $" '{(char)code}'" : $" {message.Char(i)}");
                break;
            case TypeTag.Midi:
                line.Append(culture, $" MIDI:{message.Midi(i):x8}");
                break;
            case TypeTag.Bool:
                line.Append(message.Boolean(i) ? " true" : " false");
                break;
            case TypeTag.Blob:
                line.Append(culture, $" <{message.Blob(i).Length} bytes>");
                break;
            case TypeTag.Vector:
                AppendVector(line, message.Vector(i));
                break;
            case TypeTag tag:
                line.Append(' ').Append((char)tag);
                break;
        }
    }

    private static void AppendVector(StringBuilder line, in O2Vector vector)
    {
        line.Append(" <");
        for (int k = 0; k < Math.Min(vector.Count, MaxShownElements); k++)
        {
            line.Append(k == 0 ? "" : " ");
            _ = vector.ElementTag(k) switch
            {
                TypeTag.Int32 or TypeTag.Int64 => line.Append(CultureInfo.InvariantCulture, $"{vector.Int64(k)}"),
                TypeTag.Float => line.Append(CultureInfo.InvariantCulture, $"{vector.Single(k)}"),
                _ => line.Append(CultureInfo.InvariantCulture, $"{vector.Double(k)}"),
            };
        }

        line.Append(vector.Count > MaxShownElements ? " ...>" : ">");
    }
}
