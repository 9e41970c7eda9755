using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace O2.Cli;

/// <summary>Reads and writes the configuration of a host: JSON, in which comments and a comma after the last item are allowed.</summary>
internal static class HostConfigurationFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <param name="file">The name of the file, for complaints.</param>
    /// <param name="text">What it contains.</param>
    /// <exception cref="UserErrorException">It is no JSON, has an unknown setting, or one of the wrong type; the message names file and line.</exception>
    public static HostConfiguration Parse(string file, string text)
    {
        try
        {
            SettingNames.Check(file, Encoding.UTF8.GetBytes(text), typeof(HostConfiguration));
            return JsonSerializer.Deserialize<HostConfiguration>(text, Options)
                ?? throw new UserErrorException($"{file}: it is empty.");
        }
        catch (JsonException e)
        {
            throw new UserErrorException($"{file}, line {e.LineNumber + 1}: {Complaint(e)}");
        }
    }

    public static string Format(HostConfiguration configuration) => JsonSerializer.Serialize(configuration, Options);

    private static string Complaint(JsonException e) => SettingNames.Find(typeof(HostConfiguration), e.Path) is { } setting
        ? $"'{e.Path![2..]}' has to be {SettingNames.Describe(setting)}."
        : $"this is no JSON: {e.Message.Split(" Path:")[0].Split(" LineNumber:")[0]}";
}
