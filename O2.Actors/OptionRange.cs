namespace O2.Actors;

/// <summary>Refuses values of options that are out of their range, always in the same words.</summary>
internal static class OptionRange
{
    /// <summary>Throws when a value is not in its range.</summary>
    /// <param name="isValid">Whether it is.</param>
    /// <param name="name">The property.</param>
    /// <param name="value">Its value.</param>
    /// <param name="range">The range, as its documentation says it.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not; the message names property, value and range.</exception>
    public static void Check(bool isValid, string name, object? value, string range)
    {
        if (!isValid)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be in the range {range}.");
    }
}
