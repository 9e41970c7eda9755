using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace O2.Web;

/// <summary>The files of the root folder, and behind them the scripts that come with the library.</summary>
/// <remarks>
/// As a C++ host does, it replaces the first <c>"ws://THE.LOC.ALH.OST:PORTNO/o2ws"</c> of a page or script by its own address, filled with blanks to the
/// same length. Source: O2 2.0, "O2 over WebSockets".
/// </remarks>
internal sealed class PageFiles : IFileProvider
{
    private const int LongestRewritten = 1 << 20;
    private static readonly byte[] Token = Encoding.ASCII.GetBytes("\"ws://THE.LOC.ALH.OST:PORTNO/o2ws\"");
    private static readonly string[] Rewritten = [".htm", ".html", ".js", ".mjs"];
    private readonly CompositeFileProvider _files;

    public PageFiles(string? root)
    {
        var own = new EmbeddedFileProvider(typeof(PageFiles).Assembly, "O2.Web.wwwroot");
        _files = root is null ? new CompositeFileProvider(own) : new CompositeFileProvider(new PhysicalFileProvider(Path.GetFullPath(root)), own);
    }

    /// <summary>The address of the WebSocket endpoint, once it is known.</summary>
    public string SocketAddress { get; set; } = "";

    public DefaultFilesOptions DefaultFiles => new() { FileProvider = this, DefaultFileNames = ["index.htm", "index.html"] };

    /// <summary>Files are looked at again on each use, so that a page that was edited is seen when it is loaded again.</summary>
    public StaticFileOptions StaticFiles(OriginPolicy origins) => new()
    {
        FileProvider = this,
        ContentTypeProvider = ContentTypes.Provider,
        ServeUnknownFileTypes = true,
        DefaultContentType = ContentTypes.Unknown,
        OnPrepareResponse = served => Prepare(served, origins),
    };

    /// <summary>
    /// Decides whether the copy that a browser has is still good, before the files are served. Their own tag and date are as coarse as a second, and a page may be
    /// saved twice in one. The same for a browser that has a part of a file and wants the rest of it.
    /// </summary>
    public Task CompareCopiesAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Request.Headers;
        if (headers.IfNoneMatch.Count + headers.IfRange.Count > 0)
        {
            string tag = TagOf(GetFileInfo(context.Request.Path));
            headers.IfNoneMatch = headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal) ? "*" : StringValues.Empty;
            if (headers.IfRange.Count > 0 && headers.IfRange.ToString() != tag)
                headers.Range = StringValues.Empty;
            headers.IfRange = StringValues.Empty;
        }

        headers.IfModifiedSince = StringValues.Empty;
        return next(context);
    }

    public IFileInfo GetFileInfo(string subpath)
    {
        var file = _files.GetFileInfo(subpath);
        if (!file.Exists || file.Length is <= 0 or > LongestRewritten || !Rewritten.Contains(Path.GetExtension(file.Name), StringComparer.OrdinalIgnoreCase))
            return file;
        byte[] content = new byte[file.Length];
        using (var stream = file.CreateReadStream())
        {
            if (stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false) < content.Length)
                return file;
        }

        int at = content.AsSpan().IndexOf(Token);
        string address = $"\"{SocketAddress}\"";
        if (at < 0 || address.Length > Token.Length)
            return file;
        Encoding.ASCII.GetBytes(address.PadRight(Token.Length), content.AsSpan(at));
        return new RewrittenFile(file, content);
    }

    public IDirectoryContents GetDirectoryContents(string subpath) => _files.GetDirectoryContents(subpath);

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;

    private static string TagOf(IFileInfo file) => $"\"{file.LastModified.UtcTicks:x}-{file.Length:x}\"";

    private static void Prepare(StaticFileResponseContext served, OriginPolicy origins)
    {
        var headers = served.Context.Response.Headers;
        headers.ETag = TagOf(served.File);
        headers.CacheControl = "no-cache";
        headers.XContentTypeOptions = "nosniff";
        string origin = served.Context.Request.Headers.Origin.ToString();
        if (origin.Length > 0 && origins.IsListed(origin))
            (headers.AccessControlAllowOrigin, headers.Vary) = (origin, "Origin");
    }
}
