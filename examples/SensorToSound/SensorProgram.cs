using System.Diagnostics;

namespace SensorToSound;

/// <summary>The sensor's sketch, running as a program of this machine. It ends when its standard input does.</summary>
public sealed class SensorProgram : IAsyncDisposable
{
    private readonly Process? _process;

    private SensorProgram(Process? process) => _process = process;

    /// <summary>Starts the program that the options name, if they name one.</summary>
    public static SensorProgram Start(SensorOptions options) =>
        new(options.Sensor is { } program
            ? Process.Start(new ProcessStartInfo(program, [options.Ensemble]) { RedirectStandardInput = true })
            : null);

    public async ValueTask DisposeAsync()
    {
        if (_process is null)
            return;
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
