using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Messages;

/// <summary>Spec 01, section 7, row by row. Its argv bookkeeping (7.2) has no counterpart: our reader hands out values.</summary>
public sealed class O2MessageReaderTests
{
    private static readonly O2Value Start = O2Value.ArrayStart;
    private static readonly O2Value End = O2Value.ArrayEnd;

    [Fact]
    public void Scalars_come_one_after_the_other()
    {
        O2MessageReader reader = Read(1, 2L, 3f, 4.0, O2Value.Time(new(5)), true, "six", O2Value.Symbol("7"), '8', O2Value.Midi(9), new byte[] { 10 }, O2Value.Nil, O2Value.Infinitum);

        Assert.True(reader.TryReadInt32(out int i));
        Assert.True(reader.TryReadInt64(out long h));
        Assert.True(reader.TryReadSingle(out float f));
        Assert.True(reader.TryReadDouble(out double d));
        Assert.True(reader.TryReadTime(out GlobalTime t));
        Assert.True(reader.TryReadBoolean(out bool b));
        Assert.True(reader.TryReadText(out string s));
        Assert.True(reader.TryReadUtf8(out ReadOnlySpan<byte> symbol));
        Assert.True(reader.TryReadChar(out int c));
        Assert.True(reader.TryReadMidi(out uint m));
        Assert.True(reader.TryReadBlob(out ReadOnlySpan<byte> blob));
        Assert.True(reader.TryReadNil());
        Assert.False(reader.IsAtEnd);
        Assert.True(reader.TryReadInfinitum());
        Assert.True(reader.IsAtEnd);
        Assert.Equal((1, 2, 3f, 4.0, 5.0, true, "six", '8', 9u), (i, h, f, d, t.Seconds, b, s, c, m));
        Assert.Equal("7"u8, symbol);
        Assert.Equal([10], blob.ToArray());
    }

    [Fact]
    public void A_request_that_does_not_convert_takes_its_argument()
    {
        O2MessageReader reader = Read("text", 2);

        Assert.False(reader.TryReadInt32(out int first));
        Assert.True(reader.TryReadInt32(out int second));
        Assert.Equal((0, 2), (first, second));
    }

    [Fact]
    public void At_the_end_every_request_fails()
    {
        O2MessageReader reader = Read();

        Assert.True(reader.IsAtEnd);
        Assert.False(reader.TryReadInt32(out _));
        Assert.False(reader.TryReadText(out _));
        Assert.False(reader.TryReadNil());
        Assert.False(reader.TryReadVectorStart());
        Assert.False(reader.TryReadVector(TypeTag.Int32, out _));
        Assert.False(reader.TryReadArrayStart());
        Assert.False(reader.TryReadArrayEnd());
    }

    [Fact]
    public void T_and_F_take_no_data()
    {
        O2MessageReader reader = Read(O2Value.True, 5, O2Value.False, 6);

        Assert.True(reader.TryReadBoolean(out bool yes));
        Assert.True(reader.TryReadInt32(out int five));
        Assert.True(reader.TryReadInt32(out int no));
        Assert.True(reader.TryReadInt32(out int six));
        Assert.Equal((true, 5, 0, 6), (yes, five, no, six));
    }

    [Fact]
    public void Data_that_end_early_end_the_reading()
    {
        var view = new O2MessageView(O2Address.Get("/s"), "isi", default, default, [1, 0, 0, 0, (byte)'a', (byte)'b']);
        O2MessageReader reader = view.Reader();

        Assert.True(reader.TryReadInt32(out _));
        Assert.False(reader.TryReadText(out _));
        Assert.True(reader.IsAtEnd);
        Assert.True(reader.RawRest.IsEmpty);
        Assert.Equal(1, view.Count);
    }

    [Fact]
    public void Behind_an_unknown_type_code_nothing_can_be_read_but_raw()
    {
        O2MessageView view = O2Message.FromImage(O2Address.Get("/s"), "ixi", default, default, new byte[] { 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0 }).AsView();
        O2MessageReader reader = view.Reader();

        Assert.True(reader.TryReadInt32(out _));
        Assert.Equal([2, 0, 0, 0, 3, 0, 0, 0], reader.RawRest.ToArray());
        Assert.False(reader.TryReadInt32(out _));
        Assert.False(reader.TryReadInt32(out _));
        Assert.Equal((1, 12), (view.Count, view.Raw.Length));
    }

    [Theory]
    [InlineData(TypeTag.Int32)]
    [InlineData(TypeTag.Int64)]
    [InlineData(TypeTag.Float)]
    [InlineData(TypeTag.Double)]
    [InlineData(TypeTag.Time)]
    [InlineData(TypeTag.Bool)]
    public void A_vector_is_read_as_vector_of_any_numeric_type(TypeTag wanted)
    {
        O2MessageReader reader = Read(new[] { 0.0, -2.5, 3.0 }, 7);

        Assert.True(reader.TryReadVectorStart());
        Assert.True(reader.TryReadVector(wanted, out O2Vector vector));
        Assert.True(reader.TryReadInt32(out int behind));
        Assert.Equal((3, TypeTag.Double, -2, -2L, -2.5f, -2.5, true, 7), (vector.Count, vector.ElementTag(1), vector.Int32(1), vector.Int64(1), vector.Single(1), vector.Double(1), vector.Boolean(1), behind));
    }

    [Theory]
    [InlineData(TypeTag.String)]
    [InlineData(TypeTag.Char)]
    [InlineData(TypeTag.Midi)]
    [InlineData(TypeTag.True)]
    [InlineData(TypeTag.Vector)]
    public void A_vector_is_not_read_with_other_element_types(TypeTag wanted)
    {
        O2MessageReader reader = Read(new[] { 1 }, 7);

        Assert.True(reader.TryReadVectorStart());
        Assert.False(reader.TryReadVector(wanted, out _));
        Assert.True(reader.TryReadInt32(out int behind));
        Assert.Equal(7, behind);
    }

    [Fact]
    public void Any_other_request_behind_a_vector_start_fails_and_gives_the_vector_up()
    {
        O2MessageReader reader = Read(new[] { 1 }, 7, 8);

        Assert.True(reader.TryReadVectorStart());
        Assert.False(reader.TryReadInt32(out _));
        Assert.True(reader.TryReadInt32(out int behind));
        Assert.False(reader.TryReadVector(TypeTag.Int32, out _));
        Assert.True(reader.IsAtEnd);
        Assert.Equal(7, behind);
    }

    [Fact]
    public void An_array_of_numbers_is_read_as_vector_and_leaves_its_end()
    {
        O2MessageReader reader = Read(Start, 1, 2L, 3.5f, 4.5, End, 7);

        Assert.True(reader.TryReadVectorStart());
        Assert.True(reader.TryReadVector(TypeTag.Double, out O2Vector vector));
        Assert.True(reader.TryReadArrayEnd());
        Assert.True(reader.TryReadInt32(out int behind));
        double[] elements = new double[4];
        vector.CopyTo(elements);
        Assert.Equal([1, 2, 3.5, 4.5], elements);
        Assert.Equal((true, 4, TypeTag.Int64, 4.5, 3, 7), (vector.IsArray, vector.Count, vector.ElementTag(1), vector.Double(3), vector.Int32(2), behind));
    }

    [Fact]
    public void Another_request_than_the_end_behind_an_array_read_as_vector_fails_and_swallows_the_end()
    {
        O2MessageReader reader = Read(Start, 1, End, 7);

        Assert.True(reader.TryReadVectorStart());
        Assert.True(reader.TryReadVector(TypeTag.Int32, out _));
        Assert.False(reader.TryReadInt32(out _));
        Assert.True(reader.TryReadInt32(out int behind));
        Assert.Equal(7, behind);
    }

    [Fact]
    public void An_array_with_other_items_is_no_vector_but_still_an_array()
    {
        foreach (O2Value other in (O2Value[])["text", true, O2Value.Time(default), O2Value.True, Start, new[] { 1 }])
        {
            O2MessageReader reader = Read(Start, 1, other, End);

            Assert.True(reader.TryReadVectorStart());
            Assert.False(reader.TryReadVector(TypeTag.Int32, out _));
            Assert.True(reader.TryReadInt32(out int item));
            Assert.Equal(1, item);
        }
    }

    [Fact]
    public void An_array_without_end_is_no_vector()
    {
        O2MessageReader reader = Read(Start, 1, 2);

        Assert.True(reader.TryReadVectorStart());
        Assert.False(reader.TryReadVector(TypeTag.Int32, out _));
    }

    [Fact]
    public void A_vector_is_read_as_array()
    {
        O2MessageReader reader = Read(new[] { 1f, 2f }, 7);

        Assert.True(reader.TryReadArrayStart());
        Assert.True(reader.TryReadInt32(out int first));
        Assert.True(reader.TryReadDouble(out double second));
        Assert.True(reader.TryReadArrayEnd());
        Assert.True(reader.TryReadInt32(out int behind));
        Assert.Equal((1, 2.0, 7), (first, second, behind));
    }

    [Fact]
    public void D1_19_A_vector_is_read_as_array_also_when_it_is_the_last_argument()
    {
        O2MessageReader reader = Read(new[] { 5L, 6L });

        Assert.True(reader.TryReadArrayStart());
        Assert.True(reader.TryReadInt64(out long first));
        Assert.True(reader.TryReadInt64(out long second));
        Assert.False(reader.IsAtEnd);
        Assert.True(reader.TryReadArrayEnd());
        Assert.True(reader.IsAtEnd);
        Assert.Equal((5, 6), (first, second));
    }

    [Fact]
    public void D1_19_Also_an_empty_one()
    {
        O2MessageReader reader = Read(Array.Empty<int>());

        Assert.True(reader.TryReadArrayStart());
        Assert.True(reader.TryReadArrayEnd());
        Assert.True(reader.IsAtEnd);
    }

    [Fact]
    public void The_end_of_a_vector_read_as_array_comes_only_behind_its_last_element()
    {
        O2MessageReader reader = Read(new[] { 1, 2 }, 7);

        Assert.True(reader.TryReadArrayStart());
        Assert.False(reader.TryReadArrayEnd());
        Assert.True(reader.TryReadInt32(out int second));
        Assert.False(reader.TryReadInt32(out _));
        Assert.True(reader.TryReadInt32(out int behind));
        Assert.Equal((2, 7), (second, behind));
    }

    [Fact]
    public void An_array_is_read_item_by_item_and_nested()
    {
        O2MessageReader reader = Read(Start, "a", Start, 1, End, new[] { 2 }, O2Value.Nil, End);

        Assert.True(reader.TryReadArrayStart());
        Assert.True(reader.TryReadText(out _));
        Assert.True(reader.TryReadArrayStart());
        Assert.True(reader.TryReadInt32(out _));
        Assert.True(reader.TryReadArrayEnd());
        Assert.True(reader.TryReadVectorStart());
        Assert.True(reader.TryReadVector(TypeTag.Int32, out _));
        Assert.True(reader.TryReadNil());
        Assert.True(reader.TryReadArrayEnd());
        Assert.True(reader.IsAtEnd);
    }

    [Fact]
    public void An_end_where_there_is_an_item_fails_and_takes_it_and_the_reverse()
    {
        O2MessageReader reader = Read(Start, 1, End, 2);

        Assert.True(reader.TryReadArrayStart());
        Assert.False(reader.TryReadArrayEnd());
        Assert.False(reader.TryReadInt32(out _));
        Assert.True(reader.TryReadInt32(out int behind));
        Assert.Equal(2, behind);
    }

    [Theory]
    [InlineData("]")]
    [InlineData("[")]
    [InlineData("][")]
    [InlineData("[[[")]
    [InlineData("]]]")]
    [InlineData("i[i")]
    [InlineData("i]i")]
    [InlineData("[v")]
    [InlineData("[vi")]
    public void D1_9_Brackets_that_do_not_balance_are_survived(string types)
    {
        O2Message message = O2Message.FromImage(O2Address.Get("/s"), types, default, default, new byte[8]);

        Assert.True(Vectors.Wire.TryDecode(Vectors.Wire.EncodeUdp(message), out O2Message? decoded, out _));
        O2MessageReader reader = decoded!.AsView().Reader();
        for (int i = 0; i < 10; i++)
        {
            _ = reader.TryReadVectorStart() && reader.TryReadVector(TypeTag.Int32, out _);
            reader.TryReadArrayEnd();
        }

        Assert.True(reader.IsAtEnd);
        Assert.NotEmpty(decoded.ToString());
    }

    [Fact]
    public void Reading_does_not_allocate()
    {
        O2Message message = Message(1, "two", new[] { 3f }, Start, 4, End);
        Allocations.AreNone(() =>
        {
            O2MessageReader reader = message.AsView().Reader();
            bool isRead = reader.TryReadInt32(out _) && reader.TryReadUtf8(out _)
                && reader.TryReadVectorStart() && reader.TryReadVector(TypeTag.Int32, out _)
                && reader.TryReadVectorStart() && reader.TryReadVector(TypeTag.Float, out _) && reader.TryReadArrayEnd();
            Assert.True(isRead);
        });
    }

    private static O2Message Message(params ReadOnlySpan<O2Value> args) => O2Message.Create("/s/a", default, false, args);

    private static O2MessageReader Read(params ReadOnlySpan<O2Value> args) => Message(args).AsView().Reader();
}
