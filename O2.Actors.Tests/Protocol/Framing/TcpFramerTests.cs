using System.Buffers;
using System.Buffers.Binary;
using O2.Actors.Tests.Vectors;
using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Framing;

public sealed class TcpFramerTests
{
    [Theory, WireVector]
    public void A_message_is_found_whole_and_with_anything_behind_it(WireVector vector)
    {
        byte[] tcp = vector.Tcp;

        Assert.Equal((OperationStatus.Done, 4, tcp.Length - 4), Read(tcp));
        Assert.Equal((OperationStatus.Done, 4, tcp.Length - 4), Read([.. tcp, Wire.Poison]));
        Assert.Equal((OperationStatus.Done, 4, tcp.Length - 4), Read([.. tcp, .. tcp]));
    }

    [Theory, WireVector]
    public void A_message_cut_at_any_byte_needs_more(WireVector vector)
    {
        byte[] tcp = vector.Tcp;
        for (int cut = 0; cut < tcp.Length; cut++)
            Assert.Equal(cut < 4 ? (OperationStatus.NeedMoreData, 0, 0) : (OperationStatus.NeedMoreData, 4, tcp.Length - 4), Read(tcp.AsSpan(0, cut)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(1000)]
    [InlineData(int.MaxValue)]
    public void All_messages_in_one_stream_are_found_whatever_the_pieces(int piece)
    {
        byte[] stream = [.. WireVector.All.SelectMany(vector => vector.Tcp)];
        var received = new List<byte>();
        var found = new List<byte[]>();
        for (int sent = 0; sent < stream.Length; sent += Math.Min(piece, stream.Length - sent))
        {
            received.AddRange(stream.AsSpan(sent, Math.Min(piece, stream.Length - sent)));
            byte[] buffer = [.. received];
            int used = 0;
            while (TcpFramer.TryReadFrame(buffer.AsSpan(used), out int start, out int length) == OperationStatus.Done)
            {
                found.Add(buffer.AsSpan(used + start, length).ToArray());
                used += start + length;
            }

            received.RemoveRange(0, used);
        }

        Assert.Empty(received);
        Assert.Equal(WireVector.All.Select(vector => vector.Tcp[4..]), found);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void D1_1_A_length_of_zero_or_below_is_an_error(int length) =>
        Assert.Equal((OperationStatus.InvalidData, 0, 0), Read(Prefix(length)));

    [Theory]
    [InlineData(65535, OperationStatus.NeedMoreData)]
    [InlineData(65536, OperationStatus.InvalidData)]
    [InlineData(0x1C000000, OperationStatus.InvalidData)]
    [InlineData(int.MaxValue, OperationStatus.InvalidData)]
    public void Lengths_up_to_65535_are_accepted(int length, OperationStatus status) =>
        Assert.Equal(status, Read(Prefix(length)).Status);

    [Fact]
    public void The_longest_frame_that_a_reference_accepts_is_read()
    {
        byte[] frame = [.. Prefix(65532), .. new byte[65532]];

        Assert.Equal((OperationStatus.Done, 4, 65532), Read(frame));
    }

    private static byte[] Prefix(int length)
    {
        byte[] prefix = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(prefix, length);
        return prefix;
    }

    private static (OperationStatus Status, int Start, int Length) Read(ReadOnlySpan<byte> buffer) =>
        (TcpFramer.TryReadFrame(buffer, out int start, out int length), start, length);
}
