using System.Globalization;
using System.Text;
using O2.Protocol;

namespace O2.Actors.Tests.Bridges;

/// <summary>
/// A bridge for devices that speak lines of text over a serial port. <c>offer lamp</c> offers a service; <c>/synth/note 60 0.5</c> sends; what is
/// sent to a service of the device comes to it as such a line.
/// </summary>
internal sealed class LineBridge(O2Process process) : IDisposable
{
    private const int MaxWaitingBytes = 4096;
    private readonly Bridge _bridge = process.AddBridge("line");

    /// <summary>Serves one device until it hangs up, or the bridge ends.</summary>
    public async Task ServeAsync(Stream input, Stream output)
    {
        var queue = new BridgeQueue(MaxWaitingBytes);
        using var client = _bridge.Connect(queue);
        var writing = WriteAsync(queue, output);
        using (var reader = new StreamReader(input, Encoding.UTF8))
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                Handle(client, line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
                await client.WaitForRoomAsync();   // a service here is slow: let the device wait, too
            }
        }

        client.Dispose();
        await writing;
    }

    public void Dispose() => _bridge.Dispose();

    private static void Handle(BridgeClient client, string[] words)
    {
        switch (words)
        {
            case ["offer", var service] when ServiceName.IsValid(service):
                client.OfferService(service);
                break;
            case ["tap", var tappee, var tapper] when ServiceName.IsValidInTap(tappee) && ServiceName.IsValidInTap(tapper):
                client.Tap(tappee, tapper);
                break;
            case [var text, .. var arguments] when O2Address.TryParse(text, out var address) && !address.IsBundle:
                client.Receive(O2Message.Create(address, GlobalTime.Immediately, MessageFlags.Reliable, [.. arguments.Select(Parse)]));
                break;
        }
    }

    private static O2Value Parse(string word) =>
        int.TryParse(word, CultureInfo.InvariantCulture, out int whole) ? whole
        : float.TryParse(word, CultureInfo.InvariantCulture, out float number) ? number
        : word;

    /// <summary>Writes what waits; when the queue is closed, hangs up.</summary>
    private static async Task WriteAsync(BridgeQueue queue, Stream output)
    {
        await using var writer = new StreamWriter(output, new UTF8Encoding()) { NewLine = "\n" };
        await foreach (var message in queue.TakeAllAsync())
        {
            await writer.WriteLineAsync(Format(message));
            await writer.FlushAsync();
        }
    }

    private static string Format(O2Message message)
    {
        StringBuilder line = new(message.Address.Text);
        var view = message.AsView();
        for (int i = 0; i < view.Types.Length; i++)
        {
            _ = view.Types[i] switch
            {
                'i' => line.Append(CultureInfo.InvariantCulture, $" {view.Int32(i)}"),
                'f' => line.Append(CultureInfo.InvariantCulture, $" {view.Single(i)}"),
                's' => line.Append(CultureInfo.InvariantCulture, $" {view.Text(i)}"),
                _ => line.Append(" ?"),
            };
        }

        return line.ToString();
    }
}
