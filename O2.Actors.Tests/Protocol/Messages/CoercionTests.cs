using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Messages;

public sealed class CoercionTests
{
    // Rows: type in the message; columns: type asked for. = same, x converts, n only when not zero, z only when zero,
    // - never. Spec 01, section 6; the last two columns are section 7.
    private const string Columns = "ihfdtBTFsScbmNI[v";

    private static readonly (char From, string Cells)[] Table =
    [
        ('i', "=xxxxxnz---------"),
        ('h', "x=xxxxnz---------"),
        ('f', "xx=xxxnz---------"),
        ('d', "xxx==xnz---------"),
        ('t', "xxx==xnz---------"),
        ('B', "xxxxx=nz---------"),
        ('T', "xxxxxx=----------"),
        ('F', "xxxxxxx=---------"),
        ('s', "--------==-------"),
        ('S', "--------==-------"),
        ('c', "----------=------"),
        ('b', "-----------=-----"),
        ('m', "------------=----"),
        ('N', "-------------=---"),
        ('I', "--------------=--"),
        ('[', "---------------=x"),
        ('v', "---------------x="),
    ];

    public static TheoryData<char, char, bool, bool> Cells()
    {
        var cells = new TheoryData<char, char, bool, bool>();
        foreach ((char from, string row) in Table)
        {
            for (int column = 0; column < Columns.Length; column++)
            {
                cells.Add(from, Columns[column], false, row[column] is '=' or 'x' or 'z');
                cells.Add(from, Columns[column], true, row[column] is '=' or 'x' or 'n');
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Every_cell_of_the_table(char from, char to, bool nonZero, bool converts)
    {
        O2MessageView view = Message(Argument(from, nonZero ? 1 : 0)).AsView();
        O2MessageReader reader = view.Reader();

        Assert.Equal(converts, Request(ref reader, to));
        if (view.Types.Length == 1 && to != 'v')
            Assert.Equal(converts, Coercion.Accepts(to.ToString(), view));
    }

    [Fact]
    public void D1_16_F_asked_for_as_T_succeeds_because_the_reference_does_so_and_programs_run_on_it()
    {
        Assert.True(Coercion.Accepts("T", Message(O2Value.False).AsView()));
        Assert.False(Coercion.Accepts("F", Message(O2Value.True).AsView()));
    }

    [Theory]
    [InlineData(2.9, 2, 2)]
    [InlineData(-2.9, -2, -2)]
    [InlineData(2147483647.5, int.MaxValue, 2147483647)]
    [InlineData(-2147483648.5, int.MinValue, -2147483648)]
    [InlineData(2147483648.0, int.MinValue, 2147483648)]
    [InlineData(-2147483649.0, int.MinValue, -2147483649)]
    [InlineData(9223372036854774784.0, int.MinValue, 9223372036854774784)]
    [InlineData(9223372036854775808.0, int.MinValue, long.MinValue)]
    [InlineData(-9223372036854775808.0, int.MinValue, long.MinValue)]
    [InlineData(-1e300, int.MinValue, long.MinValue)]
    [InlineData(double.NaN, int.MinValue, long.MinValue)]
    [InlineData(double.PositiveInfinity, int.MinValue, long.MinValue)]
    [InlineData(double.NegativeInfinity, int.MinValue, long.MinValue)]
    public void R1_17_Floating_point_is_truncated_and_what_does_not_fit_is_the_minimum(double value, int expected32, long expected64)
    {
        O2MessageView view = Message(value, O2Value.Time(new(value)), (float)value).AsView();

        Assert.Equal((expected32, expected64), (Coercion.ToInt32(value), Coercion.ToInt64(value)));
        Assert.Equal((expected32, expected64), (view.Int32(0), view.Int64(0)));
        Assert.Equal((expected32, expected64), (view.Int32(1), view.Int64(1)));
        Assert.Equal((Coercion.ToInt32((float)value), Coercion.ToInt64((float)value)), (view.Int32(2), view.Int64(2)));
    }

    [Fact]
    public void Integers_become_numbers_of_other_widths()
    {
        O2MessageView view = Message(int.MinValue, 0x1_8000_0001L, long.MaxValue, 16777217).AsView();

        Assert.Equal(int.MinValue, view.Int64(0));
        Assert.Equal(int.MinValue, view.Double(0));
        Assert.Equal(unchecked((int)0x8000_0001), view.Int32(1));
        Assert.Equal(9223372036854775808.0, view.Double(2));
        Assert.Equal(16777216f, view.Single(3));
        Assert.Equal(16777217.0, view.Double(3));
    }

    [Fact]
    public void Doubles_become_the_nearest_single_or_infinity()
    {
        O2MessageView view = Message(0.1, 1e300, -1e300, double.NaN).AsView();

        Assert.Equal((0.1f, float.PositiveInfinity, float.NegativeInfinity), (view.Single(0), view.Single(1), view.Single(2)));
        Assert.True(float.IsNaN(view.Single(3)));
    }

    [Fact]
    public void What_is_not_zero_is_true()
    {
        O2Message message = Message(double.NaN, -0.0, long.MinValue, float.Epsilon, 0, O2Value.True, O2Value.False);
        O2MessageView view = message.AsView();

        Assert.Equal([true, false, true, true, false, true, false], Enumerable.Range(0, 7).Select(i => message.AsView().Boolean(i)));
        Assert.Equal((1, 1.0, 0, 0f), (view.Int32(5), view.Double(5), view.Int32(6), view.Single(6)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    [InlineData(256)]
    public void D1_18_A_B_that_is_neither_0_nor_1_is_accepted_and_true(int word)
    {
        O2Message message = O2Message.FromImage(O2Address.Get("/s"), "B", default, default, BitConverter.GetBytes(word));
        O2MessageView view = message.AsView();

        Assert.True(view.Boolean(0));
        Assert.Equal(word, view.Int32(0));
        Assert.True(Coercion.Accepts("B", view));
        Assert.True(Coercion.Accepts("T", view));
        Assert.False(Coercion.Accepts("F", view));
    }

    [Fact]
    public void A_handler_takes_as_many_arguments_as_it_names()
    {
        O2MessageView view = Message(1, 2f).AsView();

        Assert.True(Coercion.Accepts(null, view));
        Assert.True(Coercion.Accepts("if", view));
        Assert.True(Coercion.Accepts("dB", view));
        Assert.False(Coercion.Accepts("", view));
        Assert.False(Coercion.Accepts("i", view));
        Assert.False(Coercion.Accepts("ifi", view));
        Assert.False(Coercion.Accepts("is", view));
        Assert.True(Coercion.Accepts("", Message().AsView()));
    }

    [Theory]
    [InlineData("vi", true)]
    [InlineData("vf", true)]
    [InlineData("vB", true)]
    [InlineData("vt", true)]
    [InlineData("vs", false)]
    [InlineData("[i", false)]
    [InlineData("ii", false)]
    public void A_vector_is_taken_with_any_numeric_element_type(string handlerTypes, bool accepted) =>
        Assert.Equal(accepted, Coercion.Accepts(handlerTypes, Message(new[] { 1, 2 }).AsView()));

    [Theory]
    [InlineData("[if]", true)]
    [InlineData("[dd]", true)]
    [InlineData("vi]i", false)]
    [InlineData("[ii[", false)]
    public void An_array_is_taken_item_by_item(string handlerTypes, bool accepted) =>
        Assert.Equal(accepted, Coercion.Accepts(handlerTypes, Message(O2Value.ArrayStart, 1, 2f, O2Value.ArrayEnd).AsView()));

    [Fact]
    public void A_message_with_unknown_types_is_taken_only_by_a_handler_without_types()
    {
        O2MessageView view = O2Message.FromImage(O2Address.Get("/s"), "x", default, default, new byte[4]).AsView();

        Assert.True(Coercion.Accepts(null, view));
        Assert.False(Coercion.Accepts("x", view));
    }

    [Fact]
    public void The_check_does_not_allocate()
    {
        O2Message message = Message(1, 2f, "three", new[] { 4.0 });
        Allocations.AreNone(() => Assert.True(Coercion.Accepts("fdSvi", message.AsView())));
    }

    private static O2Message Message(params ReadOnlySpan<O2Value> args) => O2Message.Create("/s/a", default, false, args);

    private static O2Value[] Argument(char type, int value) => type switch
    {
        'i' => [value],
        'h' => [(long)value],
        'f' => [(float)value],
        'd' => [(double)value],
        't' => [O2Value.Time(new(value))],
        'B' => [value != 0],
        'T' => [O2Value.True],
        'F' => [O2Value.False],
        's' => [value.ToString()],
        'S' => [O2Value.Symbol(value.ToString())],
        'c' => [O2Value.Char(value)],
        'b' => [new byte[] { (byte)value }],
        'm' => [O2Value.Midi((uint)value)],
        'N' => [O2Value.Nil],
        'I' => [O2Value.Infinitum],
        '[' => [O2Value.ArrayStart, value, O2Value.ArrayEnd],
        _ => [new[] { value }],
    };

    private static bool Request(ref O2MessageReader reader, char type) => type switch
    {
        'i' => reader.TryReadInt32(out _),
        'h' => reader.TryReadInt64(out _),
        'f' => reader.TryReadSingle(out _),
        'd' => reader.TryReadDouble(out _),
        't' => reader.TryReadTime(out _),
        'B' => reader.TryReadBoolean(out _),
        'T' => reader.TryReadTrue(),
        'F' => reader.TryReadFalse(),
        's' => reader.TryReadText(out _),
        'S' => reader.TryReadUtf8(out _),
        'c' => reader.TryReadChar(out _),
        'b' => reader.TryReadBlob(out _),
        'm' => reader.TryReadMidi(out _),
        'N' => reader.TryReadNil(),
        'I' => reader.TryReadInfinitum(),
        '[' => reader.TryReadArrayStart(),
        _ => reader.TryReadVectorStart(),
    };
}
