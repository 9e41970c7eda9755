using O2.Actors.Tests.Vectors;
using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Messages;

public sealed class O2MessageTests
{
    [Theory]
    [InlineData("636166E9")]                   // Latin-1
    [InlineData("E9")]
    [InlineData("8080FF")]
    [InlineData("F09F9280E9F09F9280")]         // U+1F480, whose second half is U+DC80, around a byte that is none
    [InlineData("C3A9")]
    [InlineData("")]
    public void A_name_keeps_its_bytes_as_an_argument_be_they_UTF_8_or_not(string hex)
    {
        byte[] bytes = Convert.FromHexString(hex);

        O2Message message = O2Message.Create("/a/b", GlobalTime.Immediately, reliable: true, AddressText.Decode(bytes), 7);

        Assert.Equal(bytes, message.AsView().TextUtf8(0).ToArray());
        Assert.Equal(7, message.AsView().Int32(1));
    }

    [Fact]
    public void A_message_has_what_it_was_made_of()
    {
        O2Message message = O2Message.Create("/synth/noteon", new(12.25), reliable: true, 60, 0.5f);

        Assert.Equal(("/synth/noteon", "if", 12.25, true, false), (message.Address.Text, message.Types, message.Time.Seconds, message.Flags.IsReliable, message.IsBundle));
        Assert.Equal([60, 0, 0, 0, 0, 0, 0, 0x3F], message.Data.ToArray());
        Assert.Equal(12 + 16 + 4 + 8, message.WireLength);
    }

    [Fact]
    public void Arguments_convert_to_the_O2_type_of_the_same_width()
    {
        O2Message message = O2Message.Create("/s", default, false, 1, 2L, 3f, 4.0, true, 'c', "s", new byte[1], (ReadOnlyMemory<byte>)new byte[2], Array.Empty<int>(), new long[1], new float[1], new double[1], default(O2Value));

        Assert.Equal("ihfdBcsbbvivhvfvdN", message.Types);
    }

    [Fact]
    public void A_blob_may_be_a_part_of_an_array_or_of_other_memory()
    {
        byte[] array = [1, 2, 3, 4, 5];
        O2MessageView view = O2Message.Create("/s", default, false, (ReadOnlyMemory<byte>)array.AsMemory(1, 3), ReadOnlyMemory<byte>.Empty).AsView();

        Assert.Equal([2, 3, 4], view.Blob(0).ToArray());
        Assert.Equal(0, view.Blob(1).Length);
    }

    [Fact]
    public void Building_copies_what_the_arguments_refer_to()
    {
        float[] samples = [1, 2];
        O2Message message = O2Message.Create("/s", default, false, samples);
        samples[0] = 9;

        Assert.Equal([1, 2], message.AsView().VectorSingle(0).ToArray());
    }

    [Fact]
    public void Values_that_cannot_go_on_the_wire_are_refused()
    {
        Assert.Throws<ArgumentException>(() => (O2Value)"a\0b");
        Assert.Throws<ArgumentException>(() => O2Value.Symbol("\0"));
        Assert.Throws<ArgumentNullException>(() => (O2Value)(string)null!);
        Assert.Throws<ArgumentNullException>(() => (O2Value)(byte[])null!);
        Assert.Throws<ArgumentNullException>(() => (O2Value)(double[])null!);
        Assert.Throws<ArgumentException>(() => O2Message.Create("no address", default, false));
    }

    [Fact]
    public void D1_20_A_message_that_could_not_be_made_leaves_nothing_behind()
    {
        Assert.Throws<ArgumentException>(() => O2Message.Create("/s/a", default, false, 1, 2, "bad\0text"));
        Assert.Throws<ArgumentException>(() => O2Message.Create("no address", default, false, 3));

        O2Message next = O2Message.Create("/s/a", default, false, 4);
        Assert.Equal("000000000000000000000000" + "2f732f61" + "00000000" + "2c690000" + "00000004", Convert.ToHexStringLower(Wire.EncodeUdp(next)));
    }

    [Theory]
    [InlineData("i", 3)]
    [InlineData("s", 0)]
    [InlineData("vd", 3)]
    [InlineData("i\0", 4)]
    [InlineData("iĀ", 4)]
    public void An_image_that_does_not_hold_its_arguments_is_refused(string types, int length) =>
        Assert.Throws<ArgumentException>(() => O2Message.FromImage(O2Address.Get("/s"), types, default, default, new byte[length]));

    [Fact]
    public void With_changes_the_envelope_and_shares_the_arguments()
    {
        O2Message message = O2Message.Create("/s/a", new(1), false, 7);
        O2Message changed = message.With(O2Address.Get("/t/a"), new GlobalTime(2), MessageFlags.Reliable);

        Assert.Equal(("/t/a", 2.0, true, "i"), (changed.Address.Text, changed.Time.Seconds, changed.Flags.IsReliable, changed.Types));
        Assert.True(changed.Data.Equals(message.Data));
        Expect.SameMessage(message, changed.With(message.Address, message.Time, message.Flags));
    }

    [Fact]
    public void A_view_of_a_message_gives_it_back_and_a_view_of_other_memory_a_copy()
    {
        O2Message message = O2Message.Create("/s/a", new(1), true, 7, "x");
        byte[] memory = message.Data.ToArray();
        O2Message copy = new O2MessageView(message.Address, message.Types, message.Time, message.Flags, memory).ToMessage();
        Array.Clear(memory);

        Assert.Same(message, message.AsView(0.5).ToMessage());
        Expect.SameMessage(message, copy);
    }

    [Theory]
    [InlineData("/s", "/s")]
    [InlineData("/synth/noteon", "/synth/noteon if 60 0.5 @12.250", 12.25, 60, 0.5f)]
    [InlineData("/s", "/s hdt -1 1.25 2", 0.0, -1L, 1.25, "t")]
    public void A_message_shows_itself_on_a_line(string address, string expected, double time = 0, params object[] args)
    {
        O2Value[] values = [.. args.Select(arg => arg switch
        {
            int i => (O2Value)i,
            long h => h,
            float f => f,
            double d => d,
            _ => O2Value.Time(new(2)),
        })];

        Assert.Equal(expected, O2Message.Create(address, new(time), false, values).ToString());
    }

    [Fact]
    public void All_types_are_shown()
    {
        O2Message message = O2Message.Create(
            "/s", default, false, "a b", O2Value.Symbol("c"), 'd', O2Value.Char(7), O2Value.Midi(0x903C64), true, new byte[3],
            O2Value.True, O2Value.Nil, O2Value.ArrayStart, O2Value.ArrayEnd, new[] { 1, -2 }, new[] { 1.5f }, Enumerable.Range(0, 20).Select(i => (double)i).ToArray());

        Assert.Equal("/s sSccmBbTN[]vivfvd \"a b\" \"c\" 'd' 7 MIDI:00903c64 true <3 bytes> T N [ ] <1 -2> <1.5> <0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 ...>", message.ToString());
    }
}
