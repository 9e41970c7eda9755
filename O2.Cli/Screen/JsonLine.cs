using System.Text.Encodings.Web;
using System.Text.Json;

namespace O2.Cli;

/// <summary>Prints something for programs: one JSON object on one line, names as in <c>round_trip</c>.</summary>
internal static class JsonLine
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Format<T>(T content) => JsonSerializer.Serialize(content, Options);
}
