using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace OscOverInternet;

/// <summary>An OSC program that moves a fader, by UDP.</summary>
internal static class OscSender
{
    /// <summary>How many packets a socket of this machine holds for sure while its owner gets no processor time.</summary>
    private const int MostWaiting = 100;

    /// <summary>Sends each move to all addresses, at a steady rate; slower when the next program cannot take them: what is lost is to be lost on the line.</summary>
    /// <param name="moves">How many.</param>
    /// <param name="perSecond">How many in a second.</param>
    /// <param name="taken">Tells how many every address has taken so far.</param>
    /// <param name="addresses">Where they go.</param>
    public static async Task SendAsync(int moves, int perSecond, Func<long> taken, params IPEndPoint[] addresses)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        byte[] packet = new byte[FaderMessage.Bytes];
        double due = 0;
        long last = Stopwatch.GetTimestamp();
        for (int sent = 0; sent < moves; await tick.WaitForNextTickAsync())
        {
            due = Math.Min(due + (Stopwatch.GetElapsedTime(last).TotalSeconds * perSecond), MostWaiting);
            last = Stopwatch.GetTimestamp();
            for (; due >= 1 && sent < moves && sent - taken() < MostWaiting; sent++, due--)
            {
                FaderMessage.Write(packet, sent);
                foreach (var address in addresses)
                    socket.SendTo(packet, address);
            }
        }
    }
}
