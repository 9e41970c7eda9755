using System.Globalization;
using System.Text;

namespace AudioThread;

/// <summary>The table at the end.</summary>
public static class Report
{
    public static string Format(AudioOptions options, SoundCard card, SynthPlayer player, Orchestra orchestra, int notes, long refused)
    {
        var text = new StringBuilder();
        void Row(string name, FormattableString value) => text.AppendLine($"  {name,-20}{value.ToString(CultureInfo.InvariantCulture)}");
        var seconds = card.Blocks * card.BlockSeconds;
        Row("sound", $"{seconds:F1} s in {card.Blocks} blocks of {options.Frames} frames, {card.BlockSeconds * 1000:F2} ms each");
        Row("notes played", $"{player.Notes} of {notes}, {player.LateNotes} of them late");
        Row("messages handled", $"{player.Handled}, that is {player.Handled / seconds:F0} a second");
        Row("messages refused", $"{refused} because the ring was full");
        Row("levels heard", $"{orchestra.Levels}");
        Row("worst callback", $"{card.WorstCallback * 1000:F3} ms");
        Row("glitches", $"{card.Glitches}, {card.BegunTooLate} of them because the thread got no processor in time");
        Row("allocated", $"{card.AllocatedBytes} bytes");
        return text.ToString();
    }
}
