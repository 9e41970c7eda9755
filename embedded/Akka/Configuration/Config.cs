using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Akka.Configuration;

/// <summary>Settings in a tree, addressed by paths such as <c>akka.actor.default-dispatcher.throughput</c>.</summary>
/// <remarks>Immutable. An entry that is missing gives the default of the method.</remarks>
public sealed class Config
{
    /// <summary>A configuration without entries.</summary>
    public static readonly Config Empty = new(new HoconObject());

    internal Config(HoconObject root) => Root = root;

    /// <summary>True when there are no entries.</summary>
    public bool IsEmpty => Root.Fields.Count == 0;

    internal HoconObject Root { get; }

    /// <summary>Reads HOCON.</summary>
    public static implicit operator Config(string str) => ConfigurationFactory.ParseString(str);

    /// <summary>This configuration, completed by the entries of another one.</summary>
    public Config WithFallback(Config? fallback) => fallback is null ? this : new Config(HoconObject.Merge(Root, fallback.Root));

    /// <summary>Tells whether there is an entry.</summary>
    public bool HasPath(string path) => Find(path) is not null;

    /// <summary>A part of the configuration; null when it is missing.</summary>
    public Config? GetConfig(string path) => Find(path) is HoconObject part ? new Config(part) : null;

    /// <summary>A text.</summary>
    [return: NotNullIfNotNull(nameof(@default))]
    public string? GetString(string path, string? @default = null) => Find(path) is HoconScalar scalar ? scalar.Text : @default;

    /// <summary>A number.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public int GetInt(string path, int @default = 0) => Get(path, @default, text => int.Parse(text, CultureInfo.InvariantCulture));

    /// <inheritdoc cref="GetInt" />
    public long GetLong(string path, long @default = 0) => Get(path, @default, text => long.Parse(text, CultureInfo.InvariantCulture));

    /// <inheritdoc cref="GetInt" />
    public double GetDouble(string path, double @default = 0) => Get(path, @default, text => double.Parse(text, CultureInfo.InvariantCulture));

    /// <summary>True for <c>on</c>, <c>true</c> and <c>yes</c>; false for <c>off</c>, <c>false</c> and <c>no</c>.</summary>
    /// <exception cref="NotSupportedException">It is something else.</exception>
    public bool GetBoolean(string path, bool @default = false) => Get(path, @default, text => text switch
    {
        "on" or "true" or "yes" => true,
        "off" or "false" or "no" => false,
        _ => throw new NotSupportedException($"[{path} = {text}] is not a boolean."),
    });

    /// <summary>A duration such as <c>500ms</c>, <c>2 s</c> or <c>infinite</c>; a number alone counts milliseconds.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public TimeSpan GetTimeSpan(string path, TimeSpan? @default = null, bool allowInfinite = true) =>
        Get(path, @default ?? TimeSpan.Zero, text => HoconDuration.Parse(text, allowInfinite));

    /// <summary>A list of texts; empty when it is missing.</summary>
    public IList<string> GetStringList(string path) => Find(path) switch
    {
        HoconArray array => [.. array.Items.OfType<HoconScalar>().Select(item => item.Text)],
        HoconScalar scalar => [scalar.Text],
        _ => [],
    };

    /// <inheritdoc />
    public override string ToString() => Root.ToString();

    private HoconValue? Find(string path)
    {
        HoconValue? value = Root;
        foreach (var key in HoconParser.SplitPath(path))
            value = value is HoconObject part && part.Fields.TryGetValue(key, out var found) ? found : null;
        return value;
    }

    private T Get<T>(string path, T @default, Func<string, T> parse)
    {
        if (GetString(path) is not { } text)
            return @default;
        try
        {
            return parse(text);
        }
        catch (FormatException e)
        {
            throw new FormatException($"[{path} = {text}] is not a {typeof(T).Name}.", e);
        }
    }
}
