using System.Text.Json;
using Microsoft.AspNetCore.Http;
using O2.Actors;

namespace O2.Web;

/// <summary>What a page can ask about the host that serves it, so that it need not have the name of the ensemble in it.</summary>
internal static class HostCard
{
    public const string Path = "/o2.json";

    public static Task WriteAsync(HttpContext context, O2Process process)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        string card = JsonSerializer.Serialize(new Dictionary<string, string> { ["ensemble"] = process.Ensemble, ["process"] = process.Name.Text });
        return context.Response.WriteAsync(card, context.RequestAborted);
    }
}
