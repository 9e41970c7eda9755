namespace O2.Actors.Tests.Gateways;

public sealed class ReceiveBufferTests
{
    private readonly ReceiveBuffer _buffer = new(100);

    [Fact]
    public void Bytes_are_read_in_the_order_in_which_they_came()
    {
        Receive([1, 2, 3]);
        Receive([4, 5]);
        Assert.Equal([1, 2, 3, 4, 5], _buffer.Unread.ToArray());

        _buffer.Consume(2);

        Assert.Equal([3, 4, 5], _buffer.Unread.ToArray());
    }

    [Fact]
    public void What_is_not_consumed_moves_to_the_front_when_the_end_is_near()
    {
        Receive(Enumerable.Range(0, 90).Select(i => (byte)i).ToArray());
        _buffer.Consume(85);

        Assert.True(_buffer.GetFree(50).Length >= 50);

        Assert.Equal([85, 86, 87, 88, 89], _buffer.Unread.ToArray());
    }

    [Fact]
    public void An_empty_buffer_begins_at_its_front_again()
    {
        Receive(new byte[60]);
        _buffer.Consume(60);

        Assert.Equal(100, _buffer.GetFree(1).Length);
    }

    [Fact]
    public void Random_chunks_come_out_as_they_went_in()
    {
        var random = new Random(5);
        byte next = 0, expected = 0;
        for (int i = 0; i < 10_000; i++)
        {
            byte[] some = new byte[random.Next(1, 40)];
            foreach (ref byte one in some.AsSpan())
                one = next++;
            Receive(some);
            for (int take = _buffer.Unread.Length > 50 ? _buffer.Unread.Length : random.Next(_buffer.Unread.Length); take > 0; take--)
            {
                Assert.Equal(expected++, _buffer.Unread[0]);
                _buffer.Consume(1);
            }
        }
    }

    private void Receive(byte[] bytes)
    {
        bytes.CopyTo(_buffer.GetFree(bytes.Length));
        _buffer.Commit(bytes.Length);
    }
}
