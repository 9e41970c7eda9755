using System.Globalization;
using System.Text.Json;
using O2.Actors.Tests.Vectors;
using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Messages;

public sealed class O2MessageViewTests
{
    [Theory, WireVector]
    public void R1_8_Every_argument_of_the_golden_vectors_has_its_listed_value(WireVector vector)
    {
        WireVector source = vector.IsGarbled ? vector.Canonical : vector;
        Check(source.Json, Wire.Decode(source.Udp));
    }

    [Fact]
    public void A_view_shows_envelope_and_lateness()
    {
        O2MessageView view = O2Message.Create("!s/a", new(3), true, 1).AsView(lateness: 0.25);

        Assert.Equal(("!s/a", "i", 3.0, true, 0.25), (view.Address.Text, view.Types.ToString(), view.Time.Seconds, view.Flags.IsReliable, view.Lateness));
    }

    [Fact]
    public void A_vector_is_one_argument_and_each_bracket_is_one()
    {
        O2MessageView view = O2Message.Create("/s", default, false, new[] { 1, 2 }, O2Value.ArrayStart, 3, O2Value.ArrayEnd, "x").AsView();

        Assert.Equal((5, 3, "x"), (view.Count, view.Int32(2), view.Text(4)));
        Assert.Equal((TypeTag.Vector, TypeTag.ArrayStart, TypeTag.ArrayEnd), (view.Tag(0), view.Tag(1), view.Tag(3)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void An_argument_that_is_not_there_is_misuse(int index)
    {
        O2Message message = O2Message.Create("/s", default, false, 1, "x");

        Assert.Equal("i", Assert.Throws<ArgumentOutOfRangeException>(() => message.AsView().Int32(index)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => message.AsView().Text(index));
        Assert.Throws<ArgumentOutOfRangeException>(() => message.AsView().Vector(index).Count);
    }

    [Fact]
    public void An_argument_that_does_not_convert_is_named_with_both_types()
    {
        O2Message message = O2Message.Create("/s", default, false, 1, "x", new[] { 1f });

        var mismatch = Assert.Throws<O2TypeMismatchException>(() => message.AsView().Int32(1));
        Assert.Equal((1, "Int32", "s"), (mismatch.Index, mismatch.Wanted, mismatch.Found));
        Assert.Equal("Argument 1 of ',isvf' has type 's' and cannot be read as Int32.", mismatch.Message);
        Assert.Equal("Text", Assert.Throws<O2TypeMismatchException>(() => message.AsView().Text(0)).Wanted);
        Assert.Equal("vf", Assert.Throws<O2TypeMismatchException>(() => message.AsView().VectorDouble(2).Length).Found);
        foreach (Action access in (Action[])[
            () => message.AsView().Int64(1), () => message.AsView().Single(1), () => message.AsView().Double(1), () => message.AsView().Boolean(1),
            () => message.AsView().GlobalTime(1), () => message.AsView().Char(0), () => message.AsView().Midi(0), () => _ = message.AsView().Blob(0).Length,
            () => _ = message.AsView().TextUtf8(0).Length, () => _ = message.AsView().Vector(0).Count, () => message.AsView().Int32(2)])
        {
            Assert.Throws<O2TypeMismatchException>(access);
        }
    }

    [Fact]
    public void Vectors_are_read_in_place_or_converted()
    {
        O2MessageView view = O2Message.Create("/s", default, false, new[] { 1, -2 }, new[] { 3L }, new[] { 4.5f }, new[] { 5.5 }).AsView();
        long[] longs = new long[2];
        float[] singles = new float[2];
        view.Vector(0).CopyTo(longs);
        view.Vector(0).CopyTo(singles);
        int[] ints = new int[3];
        view.Vector(3).CopyTo(ints);

        Assert.Equal([1, -2], view.VectorInt32(0).ToArray());
        Assert.Equal([3], view.VectorInt64(1).ToArray());
        Assert.Equal([4.5f], view.VectorSingle(2).ToArray());
        Assert.Equal([5.5], view.VectorDouble(3).ToArray());
        Assert.Equal([1, -2], longs);
        Assert.Equal([1, -2], singles);
        Assert.Equal([5, 0, 0], ints);
        Assert.Equal((8, false), (view.Vector(0).Raw.Length, view.Vector(0).IsArray));
    }

    [Fact]
    public void Elements_beyond_a_vector_and_room_too_small_are_misuse()
    {
        O2Message message = O2Message.Create("/s", default, false, new[] { 1, 2 });

        Assert.Throws<ArgumentOutOfRangeException>(() => message.AsView().Vector(0).Int32(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => message.AsView().Vector(0).Double(-1));
        Assert.Equal("destination", Assert.Throws<ArgumentException>(() => message.AsView().Vector(0).CopyTo(new int[1])).ParamName);
    }

    [Fact]
    public void A_string_that_is_not_utf8_is_text_with_replacements_and_its_bytes_are_kept()
    {
        O2MessageView view = O2Message.FromImage(O2Address.Get("/s"), "s", default, default, new byte[] { 0xFC, (byte)'x', 0, 0 }).AsView();

        Assert.Equal("\uFFFDx", view.Text(0));
        Assert.Equal([0xFC, (byte)'x'], view.TextUtf8(0).ToArray());
    }

    [Fact]
    public void Accessors_do_not_allocate()
    {
        O2Message message = O2Message.Create(
            "/s", default, false, 1, 2L, 3f, 4.0, O2Value.Time(new(5)), true, "six", 'c', O2Value.Midi(7), new byte[8], new[] { 9 }, new[] { 10f });
        Allocations.AreNone(() =>
        {
            O2MessageView view = message.AsView(0.1);
            double sum = view.Int32(0) + view.Int64(1) + view.Single(2) + view.Double(3) + view.GlobalTime(4).Seconds + view.Char(7) + view.Midi(8)
                + view.TextUtf8(6).Length + view.Blob(9).Length + view.VectorInt32(10)[0] + view.Vector(11).Double(0) + view.Count + view.Types.Length;
            Assert.True(view.Boolean(5) && sum > 0 && view.ToMessage() == message);
        });
    }

    private static void Check(JsonElement expected, O2Message message)
    {
        Assert.Equal(expected.GetProperty("address").GetString(), message.Address.Text);
        Assert.Equal(expected.GetProperty("types").GetString(), message.Types);
        Assert.Equal(expected.GetProperty("time").GetDouble(), message.Time.Seconds);
        if (expected.TryGetProperty("elements", out JsonElement elements))
        {
            Assert.Equal(elements.GetArrayLength(), message.ReadElements().Count);
            Assert.All(elements.EnumerateArray().Zip(message.ReadElements()), pair => Check(pair.First, pair.Second));
            return;
        }

        JsonElement[] args = [.. expected.GetProperty("args").EnumerateArray()];
        Assert.Equal(args.Length, message.AsView().Count);
        for (int i = 0; i < args.Length; i++)
            CheckArgument(args[i], message, i);
    }

    private static void CheckArgument(JsonElement expected, O2Message message, int i)
    {
        O2MessageView view = message.AsView();
        string type = expected.GetProperty("t").GetString()!;
        expected.TryGetProperty("v", out JsonElement value);
        Assert.Equal(type[0], (char)view.Tag(i));
        switch (type)
        {
            case "i" or "c":
                Assert.Equal(value.GetInt32(), type == "i" ? view.Int32(i) : view.Char(i));
                break;
            case "h":
                Assert.Equal(value.GetString(), view.Int64(i).ToString(CultureInfo.InvariantCulture));
                break;
            case "f":
                Assert.Equal(expected.GetProperty("bits").GetString(), BitConverter.SingleToUInt32Bits(view.Single(i)).ToString("x8"));
                break;
            case "d" or "t":
                double seconds = type == "d" ? view.Double(i) : view.GlobalTime(i).Seconds;
                Assert.Equal(expected.GetProperty("bits").GetString(), BitConverter.DoubleToUInt64Bits(seconds).ToString("x16"));
                break;
            case "s" or "S":
                Assert.Equal(value.GetString(), view.Text(i));
                break;
            case "m":
                Assert.Equal(value.GetUInt32(), view.Midi(i));
                break;
            case "B":
                Assert.Equal(value.GetBoolean(), view.Boolean(i));
                break;
            case "b":
                Assert.Equal(expected.GetProperty("v_hex").GetString(), Convert.ToHexStringLower(view.Blob(i)));
                break;
            case "vi":
                Assert.Equal(value.EnumerateArray().Select(e => e.GetInt32()), view.VectorInt32(i).ToArray());
                break;
            case "vh":
                Assert.Equal(value.EnumerateArray().Select(e => long.Parse(e.GetString()!, CultureInfo.InvariantCulture)), view.VectorInt64(i).ToArray());
                break;
            case "vf":
                Assert.Equal(value.EnumerateArray().Select(e => e.GetSingle()), view.VectorSingle(i).ToArray());
                break;
            case "vd":
                Assert.Equal(value.EnumerateArray().Select(e => e.GetDouble()), view.VectorDouble(i).ToArray());
                break;
        }
    }
}
