namespace Akka.Configuration;

/// <summary>A value in HOCON.</summary>
internal abstract class HoconValue
{
}

/// <summary>A text, number or boolean.</summary>
internal sealed class HoconScalar(string text) : HoconValue
{
    public string Text { get; } = text;

    public override string ToString() => $"\"{Text}\"";
}

/// <summary>A list.</summary>
internal sealed class HoconArray(IReadOnlyList<HoconValue> items) : HoconValue
{
    public IReadOnlyList<HoconValue> Items { get; } = items;

    public override string ToString() => $"[{string.Join(", ", Items)}]";
}
