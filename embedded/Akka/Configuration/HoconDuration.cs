using System.Globalization;

namespace Akka.Configuration;

/// <summary>Durations in HOCON.</summary>
internal static class HoconDuration
{
    /// <summary>Reads <c>infinite</c>, or a number with an optional unit; without unit it counts milliseconds.</summary>
    /// <exception cref="FormatException">It is none of these.</exception>
    public static TimeSpan Parse(string text, bool allowInfinite)
    {
        if (text == "infinite")
            return allowInfinite ? Timeout.InfiniteTimeSpan : throw new FormatException("infinite is not allowed");
        var split = text.AsSpan().IndexOfAnyExcept("0123456789.-+");
        var number = double.Parse(split < 0 ? text : text.AsSpan(0, split), CultureInfo.InvariantCulture);
        return (split < 0 ? "" : text[split..].Trim()) switch
        {
            "ns" or "nanosecond" or "nanoseconds" => TimeSpan.FromTicks((long)(number / TimeSpan.NanosecondsPerTick)),
            "us" or "microsecond" or "microseconds" => TimeSpan.FromMicroseconds(number),
            "" or "ms" or "millis" or "millisecond" or "milliseconds" => TimeSpan.FromMilliseconds(number),
            "s" or "second" or "seconds" => TimeSpan.FromSeconds(number),
            "m" or "minute" or "minutes" => TimeSpan.FromMinutes(number),
            "h" or "hour" or "hours" => TimeSpan.FromHours(number),
            "d" or "day" or "days" => TimeSpan.FromDays(number),
            var unit => throw new FormatException($"unknown unit [{unit}]"),
        };
    }
}
