using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics;

namespace SensorToSound;

/// <summary>Plays sound by aplay (ALSA), where there is one; else it is silent.</summary>
public sealed class LiveSound : IDisposable
{
    private Process? _player;

    public LiveSound(bool isSilent)
    {
        if (isSilent)
            return;
        try
        {
            string[] arguments = ["-q", "-t", "raw", "-f", "S16_LE", "-c", "1", "-r", $"{Synth.SampleRate}"];
            _player = Process.Start(new ProcessStartInfo("aplay", arguments) { RedirectStandardInput = true, RedirectStandardError = true });
        }
        catch (Win32Exception)
        {
            Console.WriteLine("There is no aplay: the sound is only written.");
        }
    }

    public void Play(ReadOnlyMemory<float> block)
    {
        if (_player is null)
            return;
        var bytes = new byte[2 * block.Length];
        for (var i = 0; i < block.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * i), (short)(block.Span[i] * short.MaxValue));
        try
        {
            _player.StandardInput.BaseStream.Write(bytes);
            _player.StandardInput.BaseStream.Flush();
        }
        catch (IOException)
        {
            Console.WriteLine("aplay has no loudspeaker: the sound is only written.");
            Dispose();
        }
    }

    public void Dispose()
    {
        _player?.Dispose();
        _player = null;
    }
}
