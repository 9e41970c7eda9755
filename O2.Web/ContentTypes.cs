using Microsoft.AspNetCore.StaticFiles;

namespace O2.Web;

/// <summary>MIME types by extension; all text is UTF-8.</summary>
internal static class ContentTypes
{
    public const string Unknown = "application/octet-stream";

    public static readonly IContentTypeProvider Provider = Create();

    private static FileExtensionContentTypeProvider Create()
    {
        var provider = new FileExtensionContentTypeProvider();
        foreach (string script in (string[])[".js", ".mjs"])
            provider.Mappings[script] = "text/javascript";
        provider.Mappings[".wav"] = "audio/wav";
        foreach (var (extension, type) in provider.Mappings.ToArray())
        {
            if (type.StartsWith("text/", StringComparison.Ordinal) || type == "application/json")
                provider.Mappings[extension] = type + "; charset=utf-8";
        }

        return provider;
    }
}
