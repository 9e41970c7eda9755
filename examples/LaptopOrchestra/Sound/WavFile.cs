using System.Buffers.Binary;

namespace LaptopOrchestra;

/// <summary>Writes sound as RIFF WAVE, 16-bit PCM, stereo.</summary>
public static class WavFile
{
    private const int HeaderBytes = 44;
    private const short Channels = 2;
    private const short BytesPerSample = 2;

    /// <summary>Writes <paramref name="sound"/>; samples beyond ±1 are clipped.</summary>
    public static void Write(Stream stream, StereoBuffer sound) => Write(stream, sound.Left, sound.Right, StereoBuffer.SampleRate);

    /// <summary>Writes two channels of equal length; samples beyond ±1 are clipped.</summary>
    public static void Write(Stream stream, ReadOnlySpan<float> left, ReadOnlySpan<float> right, int sampleRate)
    {
        var dataBytes = left.Length * Channels * BytesPerSample;
        var bytes = new byte[HeaderBytes + dataBytes];
        WriteHeader(bytes, dataBytes, sampleRate);
        var data = bytes.AsSpan(HeaderBytes);
        for (var i = 0; i < left.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(data[(4 * i)..], ToPcm(left[i]));
            BinaryPrimitives.WriteInt16LittleEndian(data[(4 * i + 2)..], ToPcm(right[i]));
        }

        stream.Write(bytes);
    }

    private static void WriteHeader(Span<byte> header, int dataBytes, int sampleRate)
    {
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], HeaderBytes - 8 + dataBytes);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 16);   // bytes of the format that follow
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], 1);    // PCM
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], Channels);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], sampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], sampleRate * Channels * BytesPerSample);
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], Channels * BytesPerSample);
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], 8 * BytesPerSample);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[40..], dataBytes);
    }

    private static short ToPcm(float sample) => (short)Math.Round(Math.Clamp(sample, -1f, 1f) * short.MaxValue);
}
