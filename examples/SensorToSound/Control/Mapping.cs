namespace SensorToSound;

/// <summary>What a movement does to the sound: y = m * x + b.</summary>
/// <param name="Name">The movement.</param>
/// <param name="Reading">Which number of <c>/imu/imu</c> it is, from 0.</param>
/// <param name="Parameter">The address that gets y.</param>
/// <param name="Input">The range that x can have.</param>
/// <param name="Output">The range that y may have.</param>
/// <param name="M">The slope.</param>
/// <param name="B">What x = 0 gives.</param>
public sealed record Mapping(string Name, int Reading, string Parameter, Interval Input, Interval Output, float M, float B)
{
    /// <summary>The value of the parameter.</summary>
    public float Apply(float x) => Math.Clamp(M * x + B, Output.Low, Output.High);

    /// <summary>The mapping that takes one range to another one.</summary>
    public Mapping From(Interval input, Interval output)
    {
        float m = (output.High - output.Low) / (input.High - input.Low);
        return this with { M = m, B = output.Low - m * input.Low };
    }
}
