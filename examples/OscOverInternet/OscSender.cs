using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace OscOverInternet;

/// <summary>An OSC program that moves a fader, by UDP.</summary>
internal static class OscSender
{
    /// <summary>After a moment without processor time the sender does not make up for all of it at once: the sockets of this machine do not hold that much.</summary>
    private const int MostAtOnce = 50;

    /// <summary>Sends each move to all addresses, at a steady rate.</summary>
    public static async Task SendAsync(int moves, int perSecond, params IPEndPoint[] addresses)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        byte[] packet = new byte[FaderMessage.Bytes];
        double due = 0;
        long last = Stopwatch.GetTimestamp();
        for (int sent = 0; sent < moves; await tick.WaitForNextTickAsync())
        {
            due = Math.Min(due + (Stopwatch.GetElapsedTime(last).TotalSeconds * perSecond), MostAtOnce);
            last = Stopwatch.GetTimestamp();
            for (; due >= 1 && sent < moves; sent++, due--)
            {
                FaderMessage.Write(packet, sent);
                foreach (var address in addresses)
                    socket.SendTo(packet, address);
            }
        }
    }
}
