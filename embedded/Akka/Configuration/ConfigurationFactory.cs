namespace Akka.Configuration;

/// <summary>Makes configurations.</summary>
public static class ConfigurationFactory
{
    private static readonly Lazy<Config> Reference = new(() => ParseString(ReferenceConfig.Hocon));

    /// <summary>A configuration without entries.</summary>
    public static Config Empty => Config.Empty;

    /// <summary>Reads HOCON; <c>embedded/README.md</c> lists what of it is understood.</summary>
    /// <exception cref="ConfigurationException">The text is not HOCON, or uses more of it than is understood.</exception>
    public static Config ParseString(string hocon) => new(new HoconParser(hocon).Parse());

    /// <summary>What holds where an actor system's own configuration says nothing.</summary>
    public static Config Default() => Reference.Value;
}
