using System.Net.Sockets;
using O2.Actors.Tests.Gateways;
using O2.Actors.Tests.Hostile;
using O2.Protocol;
using O2.Protocol.Lite;

namespace O2.Actors.Tests.Fuzzing;

/// <summary>Damaged conversations with a living process over real sockets; it must go on serving others, and log no error.</summary>
internal static class LiveFuzzing
{
    private const int ConversationsPerRound = 20;

    /// <summary>A process that takes O2lite clients, too.</summary>
    public static async Task<HostileHall> OpenHallAsync()
    {
        var hall = await HostileHall.OpenAsync();
        hall.Process.AddLiteHost();
        return hall;
    }

    /// <summary>Holds twenty conversations, and then looks whether the process is well.</summary>
    public static async Task RunRoundAsync(HostileHall hall, int seed)
    {
        for (int i = 0; i < ConversationsPerRound; i++)
            await HoldAsync(hall, new Random(unchecked(seed + i)));
        await hall.FriendIsServedAsync();
        Assert.Empty(hall.Log.Errors);
    }

    private static async Task HoldAsync(HostileHall hall, Random random)
    {
        var conversation = random.Next(3) == 0 ? LiteFuzzing.ValidMessages(LiteVariant.Sockets) : Conversation(hall);
        byte[][] frames = [.. conversation.Select(RawConnection.FrameOf)];
        using var connection = await RawPeer.ConnectAsync(hall.Process);
        try
        {
            int intact = random.Next(frames.Length);
            await connection.SendAsync([.. frames.Take(intact).SelectMany(frame => frame)]);
            for (int i = 0; i < 4; i++)
                await connection.SendAsync(Mutation.Of(frames, random));
        }
        catch (IOException e) when (e.InnerException is SocketException)
        {
            // The process has closed the connection, as it may.
        }

        foreach (var message in conversation)
            await hall.Foe.SendDatagramAsync(Mutation.Of([ConversationFuzzing.BodyOf(message)], random));
    }

    private static O2Message[] Conversation(HostileHall hall) =>
    [
        hall.Foe.Introduce(IntroductionKind.Connect),
        hall.Foe.Announce("synth", "drum", "_cs"),
        SystemMessages.CreateClockSynchronized(hall.Foe.Info.Name),
        hall.Foe.Message("/echo/ask", 1),
        O2Message.Create("/echo/late", new GlobalTime(1e6), reliable: true, "text", new byte[5], 2.5),
        ClockMessages.CreatePut(hall.Process.Name, 1, new GlobalTime(3)),
        O2Message.CreateBundle("echo", GlobalTime.Immediately, reliable: true, hall.Foe.Message("/echo/ask", 2), hall.Foe.Message("/echo/x")),
    ];
}
