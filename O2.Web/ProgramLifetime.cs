using Microsoft.Extensions.Hosting;

namespace O2.Web;

/// <summary>The life of a server that is started and disposed by the program: no signal ends it.</summary>
internal sealed class ProgramLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
