using System.Buffers.Binary;
using O2.Actors.Tests.Transcripts;
using O2.Protocol;

namespace O2.Actors.Tests.Bridges.Lite;

/// <summary>Plays the client of a transcript of the reference, and lets a process of ours be the host.</summary>
/// <remarks>
/// Our host has to send the same as the one of the transcript, byte for byte, but for times, and for the tap bits that the reference sets in all it sends to
/// clients. The users' part, in the transcript a program that counts, is played, too.
/// </remarks>
internal static class LiteTranscriptReplay
{
    private const string Client = "b", Benchmark = "!server/benchmark/";

    public static void Run(LiteStage stage, string transcript)
    {
        int heard = 0, played = 0;
        stage.Host.BecomeClockReference();
        stage.Host.AddMethod("/client", "i", _ =>
        {
            Interlocked.Increment(ref heard);
            stage.Wake();
        });
        using var client = stage.Connect();
        int reliable = 0, bestEffort = 0;
        foreach (var packet in Transcript.Load(transcript))
        {
            if (packet.From == Client)
            {
                Play(client, packet);
                if (packet.Address.StartsWith("!client/", StringComparison.Ordinal))
                {
                    played++;
                    stage.Until(() => Volatile.Read(ref heard) == played);
                }

                continue;
            }

            var expected = Decode(packet);
            if (packet.Address.StartsWith(Benchmark, StringComparison.Ordinal))
            {
                stage.Until(() => stage.Host.Status("server") == ServiceStatus.Bridge);
                Assert.Equal(SendStatus.Sent, stage.Host.TrySend(expected));
            }

            Compare(packet, expected, packet.IsTcp ? Next(stage, client, client.Reliable, reliable++) : Next(stage, client, client.BestEffort, bestEffort++));
        }

        Assert.True(played > 0);
    }

    private static void Play(RawLite client, TranscriptPacket packet)
    {
        byte[] bytes = [.. packet.Bytes];
        if (packet.Address == "!_o2/o2lite/con")
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(^sizeof(int)..), client.UdpPort);
        if (packet.IsTcp)
            client.SendBytes(bytes);
        else
            client.SendDatagram(bytes);
    }

    private static O2Message Next(LiteStage stage, RawLite client, List<O2Message> channel, int index)
    {
        stage.Until(() => client.Locked(() => channel.Count > index));
        return client.Locked(() => channel[index]);
    }

    private static O2Message Decode(TranscriptPacket packet)
    {
        Assert.True(MessageDecoder.TryDecode(packet.Body.ToArray(), new AddressCache(), mayMutate: true, out var message, out _));
        Assert.True(message.Flags.IsTap && message.Flags.IsReliable == packet.IsTcp);   // R4_2: what clients have to expect of the reference
        return message.With(flags: packet.IsTcp ? MessageFlags.Reliable : MessageFlags.BestEffort);
    }

    private static void Compare(TranscriptPacket packet, O2Message expected, O2Message actual)
    {
        string Hex(O2Message message)
        {
            byte[] bytes = new byte[MessageEncoder.GetUdpSize(message)];
            MessageEncoder.WriteUdp(message, bytes);
            if (packet.Address == "!_o2/cs/put")
                bytes.AsSpan(^sizeof(double)..).Clear();
            return Convert.ToHexStringLower(bytes);
        }

        Assert.Equal(Hex(expected), Hex(actual));
    }
}
