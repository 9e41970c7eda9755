using Microsoft.AspNetCore.Http;

namespace O2.Web;

/// <summary>What is answered when there is no file: a small page.</summary>
internal static class ErrorPage
{
    public static Task WriteAsync(HttpContext context)
    {
        bool isRead = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        context.Response.Headers.Allow = "GET, HEAD";
        return isRead
            ? WriteAsync(context, StatusCodes.Status404NotFound, "Not found", "This O2 host has no such file.")
            : WriteAsync(context, StatusCodes.Status405MethodNotAllowed, "Not allowed", "This O2 host only reads files.");
    }

    public static Task WriteAsync(HttpContext context, int status, string title, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            $"<!DOCTYPE html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>{title}</title>\n<h1>{status} {title}</h1>\n<p>{text}</p>\n</html>\n", context.RequestAborted);
    }
}
