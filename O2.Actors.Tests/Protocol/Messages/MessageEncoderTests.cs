using System.Buffers;
using O2.Actors.Tests.Vectors;
using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Messages;

public sealed class MessageEncoderTests
{
    [Fact]
    public void A_message_on_the_senders_stack_is_encoded_without_allocation()
    {
        O2Address address = O2Address.Get("/synth/noteon");
        float[] samples = [1, 2, 3];
        Allocations.AreNone(() =>
        {
            ReadOnlySpan<O2Value> args = [60, 0.5, "text é", samples, O2Value.True];
            ArgumentEncoder.Measure(args, out int typeCount, out int dataLength);
            Span<char> types = stackalloc char[typeCount];
            Span<byte> data = stackalloc byte[dataLength];
            ArgumentEncoder.Encode(args, types, data);
            var view = new O2MessageView(address, types, default, MessageFlags.Reliable, data);
            Span<byte> frame = stackalloc byte[4 + view.WireLength];
            MessageEncoder.WriteTcp(view, frame);
            Assert.True(view.Single(3 - 2) == 0.5f && Coercion.Accepts("ifsvfT", view));
        });
    }

    [Fact]
    public void Encoding_a_message_into_a_span_does_not_allocate()
    {
        O2Message message = O2Message.Create("/synth/noteon", new(1), true, 60, 0.5f, "text", new[] { 1.0 });
        byte[] frame = new byte[MessageEncoder.GetTcpSize(message)];
        Allocations.AreNone(() =>
        {
            MessageEncoder.WriteTcp(message, frame);
            MessageEncoder.WriteUdp(message, frame);
        });
    }

    [Fact]
    public void A_span_that_is_too_short_is_refused_and_left_alone()
    {
        O2Message message = O2Message.Create("/s/a", default, true, 1);
        byte[] frame = new byte[MessageEncoder.GetTcpSize(message)];
        frame.AsSpan().Fill(Wire.Poison);

        Assert.Throws<ArgumentException>(() => MessageEncoder.WriteTcp(message, frame.AsSpan(1)));
        Assert.Throws<ArgumentException>(() => MessageEncoder.WriteUdp(message, frame.AsSpan(5)));
        Assert.Throws<ArgumentException>(() => ArgumentEncoder.Encode([1, 2], new char[2], new byte[7]));
        Assert.Throws<ArgumentException>(() => ArgumentEncoder.Encode([1, 2], new char[1], new byte[8]));
        Assert.DoesNotContain(frame, b => b != Wire.Poison);
    }

    [Fact]
    public void Buffer_writers_get_exactly_the_message()
    {
        O2Message message = O2Message.Create("/s/a", default, true, 1);
        var writer = new ArrayBufferWriter<byte>();

        MessageEncoder.WriteTcp(message, writer);
        MessageEncoder.WriteUdp(message, writer);

        Assert.Equal([.. Wire.EncodeTcp(message), .. Wire.EncodeUdp(message)], writer.WrittenSpan.ToArray());
    }
}
