using O2.Actors;

namespace O2.Cli;

/// <summary>The parts of a host that its configuration asks for.</summary>
internal sealed class HostParts : IAsyncDisposable
{
    private readonly List<IHostPart> _parts = [];

    public IReadOnlyList<IHostPart> All => _parts;

    /// <param name="process">The process that hosts.</param>
    /// <param name="configuration">What to start.</param>
    /// <param name="folder">Where relative paths of the configuration begin.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <exception cref="UserErrorException">A setting is out of its range.</exception>
    /// <exception cref="O2Exception">A part cannot start.</exception>
    public static async Task<HostParts> StartAsync(O2Process process, HostConfiguration configuration, string folder, CancellationToken cancellation)
    {
        var parts = new HostParts();
        try
        {
            if (configuration.Lite.Enabled)
                parts._parts.Add(LitePart.Start(process, configuration.Lite));
            if (configuration.Web.Enabled)
                parts._parts.Add(await WebPart.StartAsync(process, configuration.Web, folder, cancellation));
            foreach (var section in configuration.Osc.In)
                parts._parts.Add(OscInPart.Start(process, section));
            foreach (var section in configuration.Osc.Out)
                parts._parts.Add(OscOutPart.Start(process, section));
            return parts;
        }
        catch
        {
            await parts.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in _parts)
            await part.DisposeAsync();
    }
}
