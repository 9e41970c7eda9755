using LaptopOrchestra;

namespace O2.Actors.Tests.Examples;

public class WavFileTests
{
    [Fact]
    public void Header_and_samples_are_16_bit_stereo_at_44_1_kHz()
    {
        var sound = new StereoBuffer(frames: 2);
        (sound.Left[0], sound.Right[0], sound.Left[1], sound.Right[1]) = (1f, -1f, 0.5f, 3f);
        var stream = new MemoryStream();

        WavFile.Write(stream, sound);

        Assert.Equal(
            "52494646" + "2C000000" + "57415645" +                       // RIFF, 44 bytes follow, WAVE
            "666D7420" + "10000000" + "0100" + "0200" + "44AC0000" +     // fmt, 16 bytes, PCM, 2 channels, 44100 Hz
            "10B10200" + "0400" + "1000" +                               // 176400 bytes/s, 4 bytes a frame, 16 bits a sample
            "64617461" + "08000000" + "FF7F" + "0180" + "0040" + "FF7F", // data, 8 bytes; 3.0 is clipped
            Convert.ToHexString(stream.ToArray()));
    }
}
