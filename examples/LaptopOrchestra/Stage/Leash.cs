using System.Runtime.InteropServices;

namespace LaptopOrchestra;

/// <summary>Tells a program when to end early: Ctrl-C, a polite kill, or the end of whoever holds its standard input.</summary>
public sealed class Leash : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly PosixSignalRegistration[] _signals;

    public Leash(bool holdsStandardInput)
    {
        _signals = [PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal), PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal)];
        if (holdsStandardInput)
        {
            // A thread of its own: reading a console or a pipe would hold one of the few threads of the pool for the whole piece.
            new Thread(WaitForEndOfInput) { IsBackground = true, Name = "leash" }.Start();
        }
    }

    /// <summary>Cancelled when the program is to end.</summary>
    public CancellationToken Token => _end.Token;

    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        _end.Cancel();
    }

    private void WaitForEndOfInput()
    {
        Console.OpenStandardInput().CopyTo(Stream.Null);
        _end.Cancel();
    }
}
