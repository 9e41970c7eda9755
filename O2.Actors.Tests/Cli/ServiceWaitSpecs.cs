using O2.Cli;
using O2.Protocol;

namespace O2.Actors.Tests.Cli;

public sealed class ServiceWaitSpecs
{
    private readonly string _ensemble = $"wait-{Guid.NewGuid():N}";

    [Theory]
    [InlineData("sinth", "nobody offers the service 'sinth' in the ensemble 'E'. Did you mean 'synth'?")]
    [InlineData("tuba", "nobody offers the service 'tuba' in the ensemble 'E'. There is 'oboe', 'synth'.")]
    [InlineData("synth", "the service 'synth' does not share the ensemble's clock with us yet in the ensemble 'E'. 'o2 clock' shows who keeps it.")]
    public async Task A_service_that_is_not_there_is_explained(string service, string explanation)
    {
        await using var host = await Ensembles.StartAsync(_ensemble);
        await using var process = await Ensembles.StartAsync(_ensemble, host);
        host.AddService("oboe");
        host.AddService("synth");
        process.AddService("ear");
        await process.Until(() => process.Status("synth") >= 0 && process.Status("oboe") >= 0);

        Assert.Equal(explanation.Replace("'E'", $"'{_ensemble}'"), ServiceWait.Explain(process, service));
    }

    [Fact]
    public async Task A_process_that_is_not_there_is_explained()
    {
        await using var host = await Ensembles.StartAsync(_ensemble);
        await using var process = await Ensembles.StartAsync(_ensemble, host);
        await process.UntilService(host.Name.Text, ServiceStatus.RemoteNoTime);
        var mistyped = host.Name.Text[..^1] + "x";

        Assert.Equal($"there is no process '{mistyped}' in the ensemble '{_ensemble}'. Did you mean '{host.Name}'?", ServiceWait.Explain(process, mistyped));
    }
}
