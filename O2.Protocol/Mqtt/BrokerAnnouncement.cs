using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace O2.Protocol.Mqtt;

/// <summary>What a process says about itself on the topic that all processes of its ensemble read.</summary>
/// <param name="Process">The process. Of a <see cref="BrokerAnnouncementKind.Bye"/> in the reference's form, UDP port and version are 0.</param>
/// <param name="Kind">What it says.</param>
/// <remarks>
/// <para>Text, after the two bytes that every payload begins with:</para>
/// <list type="table">
/// <listheader><term>text</term><description>meaning</description></listheader>
/// <item><term><c>@…:…:…:udp/dy/2.0.1</c></term><description>I am here</description></item>
/// <item><term><c>@…:…:…:udp/cs/2.0.1</c></term><description>I am here, and have global time</description></item>
/// <item><term><c>@…:…:…/bye</c></term><description>I leave: the reference's form. A reference process that does not know the one that leaves breaks down on it</description></item>
/// <item><term><c>@…:…:…:udp/bye/2.0.1</c></term><description>I leave: our form, which the reference passes over</description></item>
/// </list>
/// <para>Anything else, upper-case digits included, is not read: on a public broker anybody can write there. Source: O2 2.0, MQTT.</para>
/// </remarks>
public sealed record BrokerAnnouncement(ProcessInfo Process, BrokerAnnouncementKind Kind)
{
    private const int PortDigits = 4;
    private const int MaxBytes = 64;
    private const string ReferenceBye = "/bye";

    /// <summary>The reference's form of <see cref="BrokerAnnouncementKind.Bye"/>.</summary>
    /// <param name="process">The process that leaves.</param>
    /// <returns>The text, without the two bytes.</returns>
    public static byte[] WriteReferenceBye(ProcessName process) => Encoding.ASCII.GetBytes(process.Text + ReferenceBye);

    /// <summary>Writes the announcement.</summary>
    /// <returns>The text, without the two bytes.</returns>
    public byte[] Write() => Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"{Process.Name}:{Process.UdpPort:x4}/{WordOf(Kind)}/{ProtocolVersion.Format(Process.Version)}"));

    /// <summary>Reads an announcement.</summary>
    /// <param name="payload">What follows the two bytes.</param>
    /// <param name="announcement">What it says.</param>
    /// <returns>False when it has another form, and has to be ignored.</returns>
    public static bool TryRead(ReadOnlySpan<byte> payload, [NotNullWhen(true)] out BrokerAnnouncement? announcement)
    {
        announcement = null;
        if (payload.Length is <= ProcessName.TextLength or > MaxBytes)
            return false;

        Span<char> characters = stackalloc char[MaxBytes];
        ReadOnlySpan<char> text = characters[..Encoding.Latin1.GetChars(payload, characters)];
        if (!ProcessName.TryParse(text[..ProcessName.TextLength], out ProcessName? name))
            return false;

        ReadOnlySpan<char> rest = text[ProcessName.TextLength..];
        if (rest.SequenceEqual(ReferenceBye))
        {
            announcement = new(new ProcessInfo(name, 0, 0), BrokerAnnouncementKind.Bye);
            return true;
        }

        if (rest.Length <= 1 + PortDigits || rest[0] != ':' || !LowerHex.TryParsePort(rest.Slice(1, PortDigits), out int udpPort)
            || !TryReadWord(rest[(1 + PortDigits)..], out BrokerAnnouncementKind kind, out ReadOnlySpan<char> versionText)
            || !ProtocolVersion.TryParse(versionText, out int version))
        {
            return false;
        }

        announcement = new(new ProcessInfo(name, udpPort, version), kind);
        return true;
    }

    private static bool TryReadWord(ReadOnlySpan<char> text, out BrokerAnnouncementKind kind, out ReadOnlySpan<char> rest)
    {
        foreach (BrokerAnnouncementKind known in Enum.GetValues<BrokerAnnouncementKind>())
        {
            string word = WordOf(known);
            if (text.Length > word.Length + 2 && text[0] == '/' && text[1..].StartsWith(word) && text[word.Length + 1] == '/')
            {
                kind = known;
                rest = text[(word.Length + 2)..];
                return true;
            }
        }

        kind = default;
        rest = default;
        return false;
    }

    private static string WordOf(BrokerAnnouncementKind kind) => kind switch
    {
        BrokerAnnouncementKind.Synchronized => "cs",
        BrokerAnnouncementKind.Bye => "bye",
        _ => "dy",
    };
}
