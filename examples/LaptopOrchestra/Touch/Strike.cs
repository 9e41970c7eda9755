namespace LaptopOrchestra;

/// <summary>A key that was touched on a phone, as it sounded.</summary>
/// <param name="Time">Global time in seconds.</param>
public readonly record struct Strike(int Key, int Velocity, double Time)
{
    /// <summary>For how long a struck bell is held, in seconds.</summary>
    public const double Seconds = 0.4;
}
