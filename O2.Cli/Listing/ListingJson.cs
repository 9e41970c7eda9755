using System.Text.Encodings.Web;
using System.Text.Json;

namespace O2.Cli;

/// <summary>Prints a listing for programs.</summary>
internal static class ListingJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Format(EnsembleListing listing) => JsonSerializer.Serialize(listing, Options);
}
