namespace O2.Benchmarks;

/// <summary>The packets of the OSC measurements: an address of five characters and one integer.</summary>
internal static class OscBytes
{
    /// <summary>Length of a packet.</summary>
    public const int Packet = 16;

    /// <summary>Bytes of the length in front of it on TCP.</summary>
    public const int Prefix = 4;

    /// <summary>Where its address begins, and the letter after the slash, which tells what it is.</summary>
    public static int LetterOf(bool isTcp) => (isTcp ? Prefix : 0) + 1;

    /// <summary>A packet, with its length in front on TCP.</summary>
    public static byte[] Of(string address, bool isTcp) =>
        [.. isTcp ? [0, 0, 0, Packet] : Array.Empty<byte>(), .. System.Text.Encoding.ASCII.GetBytes(address), 0, 0, 0, .. ",i\0\0"u8, 0, 0, 0, 1];
}
