using O2.Actors.Tests.Vectors;
using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Messages;

/// <summary>The 173 vectors of the reference, both ways.</summary>
public sealed class GoldenVectorTests
{
    [Fact]
    public void The_file_has_173_vectors_two_of_which_the_reference_garbled() =>
        Assert.Equal((173, 2), (WireVector.All.Count(), WireVector.All.Count(vector => vector.IsGarbled)));

    [Theory, WireVector]
    public void R1_7_Sending_builds_the_image_and_walks_it(WireVector vector)
    {
        // Two bundles were sent by the reference with element data in the wrong byte order; we send the correct form.
        byte[] expected = vector.IsGarbled ? vector.Canonical.Tcp : vector.Tcp;
        O2Message message = vector.Build(vector.Flags);

        Assert.Equal(expected, Wire.EncodeTcp(message));
        Assert.Equal(vector.Length, message.WireLength);
    }

    [Theory, WireVector]
    public void R1_7_A_datagram_is_the_frame_without_its_length(WireVector vector)
    {
        WireVector source = vector.IsGarbled ? vector.Canonical : vector;

        Assert.Equal(source.Udp, Wire.EncodeUdp(source.Build(source.UdpFlags)));
    }

    [Theory, WireVector]
    public void R1_8_Receiving_walks_and_then_reads_the_image(WireVector vector)
    {
        WireVector source = vector.IsGarbled ? vector.Canonical : vector;
        O2Message message = Wire.Decode(source.Tcp.AsSpan(4));

        Expect.SameMessage(vector.Build(vector.Flags), message);
    }

    [Theory, WireVector]
    public void A_received_message_is_sent_on_with_the_same_bytes(WireVector vector)
    {
        byte[] tcp = vector.IsGarbled ? vector.Canonical.Tcp : vector.Tcp;

        Assert.Equal(tcp, Wire.EncodeTcp(Wire.Decode(tcp.AsSpan(4))));
    }

    [Theory, WireVector]
    public void Decoding_without_leave_to_change_the_buffer_copies_it(WireVector vector)
    {
        byte[] datagram = vector.Udp;
        byte[] before = [.. datagram];

        Assert.True(MessageDecoder.TryDecode(datagram, new AddressCache(), mayMutate: false, out O2Message? message, out _));
        Assert.Equal(before, datagram);
        Array.Clear(datagram);
        Assert.Equal(vector.Address, message.Address.Text);
    }
}
