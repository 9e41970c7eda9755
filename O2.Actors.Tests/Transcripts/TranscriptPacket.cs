using System.Text;
using System.Text.Json;

namespace O2.Actors.Tests.Transcripts;

/// <summary>One packet of a <see cref="Transcript"/>.</summary>
/// <param name="From">The party that sent it.</param>
/// <param name="IsTcp">Whether it is a TCP frame; else a datagram.</param>
/// <param name="Bytes">Its bytes; those of a frame begin with the length.</param>
public sealed record TranscriptPacket(string From, bool IsTcp, byte[] Bytes)
{
    private const int LengthBytes = 4, HeaderBytes = 12;

    /// <summary>The message without a length in front.</summary>
    public ReadOnlySpan<byte> Body => Bytes.AsSpan(IsTcp ? LengthBytes : 0);

    /// <summary>The address of the message.</summary>
    public string Address
    {
        get
        {
            ReadOnlySpan<byte> rest = Body[HeaderBytes..];
            return Encoding.ASCII.GetString(rest[..rest.IndexOf((byte)0)]);
        }
    }

    internal static TranscriptPacket Read(JsonElement json) => new(
        json.GetProperty("from").GetString()!,
        json.GetProperty("proto").GetString() == "tcp",
        Convert.FromHexString(json.GetProperty("hex").GetString()!));
}
