using System.Net;
using O2.Actors;

namespace OscOverInternet;

/// <summary>Two computers with a bad line between them, and the fader of one that plays the other.</summary>
public static class Concert
{
    private const string Service = "mixer";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Plays all messages over both ways at once.</summary>
    /// <returns>What arrived by OSC alone, and by OSC through O2; and how many packets process A took from the sender.</returns>
    public static async Task<(Tally Alone, Tally Through, long Taken)> PlayAsync(InternetOptions options)
    {
        Tally alone = new(options.Messages), through = new(options.Messages);
        using OscReceiver bare = new(alone), mixer = new(through);
        using DatagramLine datagrams = new(options.Line, bare.UdpAddress);

        // B, at the mixer: the service "mixer" is the OSC program there.
        await using var b = await O2Process.StartAsync(Computer);
        b.BecomeClockReference();
        using var delegation = b.DelegateToOsc(Service, "127.0.0.1", mixer.TcpAddress.Port, new OscDelegateOptions { Transport = OscTransport.Tcp });

        // A, at the fader: all that it knows of B is the other end of the line, which it uses as its hub.
        using StreamLine streams = new(options.Line, new IPEndPoint(IPAddress.Loopback, b.Name.TcpPort));
        await using var a = await O2Process.StartAsync(Computer with { Hub = new DnsEndPoint("127.0.0.1", streams.Entry.Port) });
        using var port = a.AddOscPort(Service, 0);
        await a.WaitForServiceAsync(Service);

        await OscSender.SendAsync(options.Messages, options.Rate, () => Math.Min(port.Received, datagrams.Taken), new IPEndPoint(IPAddress.Loopback, port.Port), datagrams.Entry);
        await UntilQuietAsync(through);
        return (alone, through, port.Received);
    }

    private static O2ProcessOptions Computer => new() { Ensemble = "osc-over-internet", Network = NetworkScope.Loopback, UseMdns = false };

    /// <summary>Waits until everything has arrived, or nothing comes any more.</summary>
    private static async Task UntilQuietAsync(Tally tally)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var (arrived, quiet) = (-1, TimeSpan.Zero); tally.Lost > 0 && quiet < Patience; await look.WaitForNextTickAsync())
        {
            quiet = tally.Arrived > arrived ? TimeSpan.Zero : quiet + look.Period;
            arrived = tally.Arrived;
        }

        await look.WaitForNextTickAsync();   // for datagrams that are under way, and for anything that comes twice
    }
}
