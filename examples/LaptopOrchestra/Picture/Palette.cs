namespace LaptopOrchestra;

/// <summary>Colours of the picture. The players' come from Okabe and Ito's set, which colour-blind people can tell apart.</summary>
public static class Palette
{
    public const string Paper = "#FCFBF8";
    public const string Frame = "#D8D4CA";
    public const string Ink = "#22262B";
    public const string Faint = "#6B7078";
    public const string BarLine = "#C9C5BB";
    public const string BeatLine = "#ECE9E2";
    public const string BlackKey = "#F4F1EA";

    private static readonly string[] Players = ["#0072B2", "#D55E00", "#00865F", "#A8478A"];

    /// <summary>The colour of a voice and of everything that belongs to its player.</summary>
    public static string Of(Voice voice) => Players[(voice.Number - 1) % Players.Length];
}
