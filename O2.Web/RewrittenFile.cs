using Microsoft.Extensions.FileProviders;

namespace O2.Web;

/// <summary>A file whose content was changed while it is served. Its length is the same.</summary>
internal sealed class RewrittenFile(IFileInfo file, byte[] content) : IFileInfo
{
    // What is written into the file may differ from one start of the server to the next, so no copy of an earlier run is good.
    private static readonly DateTimeOffset Start = System.Diagnostics.Process.GetCurrentProcess().StartTime;

    public bool Exists => true;

    public long Length => content.Length;

    public string? PhysicalPath => null;

    public string Name => file.Name;

    public DateTimeOffset LastModified => file.LastModified > Start ? file.LastModified : Start;

    public bool IsDirectory => false;

    public Stream CreateReadStream() => new MemoryStream(content, writable: false);
}
