using O2.Cli;
using O2.Protocol;

namespace O2.Actors.Tests.Cli;

public sealed class ArgumentWordsTests
{
    [Theory]
    [InlineData("i", "-5", "/x i -5")]
    [InlineData("h", "9223372036854775807", "/x h 9223372036854775807")]
    [InlineData("f", "0.8", "/x f 0.8")]
    [InlineData("d", "-1e-3", "/x d -0.001")]
    [InlineData("t", "12.5", "/x t 12.5")]
    [InlineData("s", "a b", "/x s \"a b\"")]
    [InlineData("s", "", "/x s \"\"")]
    [InlineData("S", "oboe", "/x S \"oboe\"")]
    [InlineData("c", "q", "/x c 'q'")]
    [InlineData("c", "𝄞", "/x c 119070")]
    [InlineData("m", "903c64", "/x m MIDI:00903c64")]
    [InlineData("m", "01903c64", "/x m MIDI:01903c64")]
    [InlineData("B", "true", "/x B true")]
    [InlineData("B", "0", "/x B false")]
    [InlineData("b", "00ff10", "/x b <3 bytes>")]
    [InlineData("b", "", "/x b <0 bytes>")]
    [InlineData("vi", "1,-2,3", "/x vi <1 -2 3>")]
    [InlineData("vf", "0.1,0.2", "/x vf <0.1 0.2>")]
    [InlineData("vd", "", "/x vd <>")]
    public void A_word_becomes_an_argument_of_the_type(string types, string word, string shown) =>
        Assert.Equal(shown, Show(types, word));

    [Fact]
    public void Types_without_data_take_no_word() =>
        Assert.Equal("/x TiFNI[f] T 1 F N I [ 2 ]", Show("TiFNI[f]", "1", "2"));

    [Fact]
    public void No_types_and_no_words_make_a_message_without_arguments() =>
        Assert.Equal("/x", Show(""));

    [Theory]
    [InlineData("i", "abc", "Argument 1: 'abc' is not a whole number from -2147483648 to 2147483647 (type i).")]
    [InlineData("i", "2147483648", "Argument 1: '2147483648' is not a whole number from -2147483648 to 2147483647 (type i).")]
    [InlineData("f", "0,5", "Argument 1: '0,5' is not a number (type f).")]
    [InlineData("c", "ab", "Argument 1: 'ab' is not one character (type c).")]
    [InlineData("m", "60", "Argument 1: '60' is not a MIDI message of 6 or 8 hexadecimal digits, such as 903c64 (type m).")]
    [InlineData("b", "0ff", "Argument 1: '0ff' is not bytes in hexadecimal, such as 00ff10 (type b).")]
    [InlineData("vi", "1,x", "Argument 1: '1,x' is not a list of numbers with commas between them (type vi).")]
    public void A_word_that_does_not_fit_is_named_with_what_is_wanted(string types, string word, string complaint) =>
        Assert.Equal(complaint, Complaint(types, word));

    [Fact]
    public void Positions_count_words_not_type_codes() =>
        Assert.StartsWith("Argument 2: 'x'", Complaint("iTf", "1", "x"));

    [Theory]
    [InlineData("if", 1, "Types 'if' want 2 arguments, and 1 argument came.")]
    [InlineData("iT", 2, "Types 'iT' want 1 argument, and 2 arguments came.")]
    public void Too_few_or_too_many_words_are_refused(string types, int words, string complaint) =>
        Assert.Equal(complaint, Complaint(types, [.. Enumerable.Repeat("1", words)]));

    [Theory]
    [InlineData("q", "there is no type 'q'")]
    [InlineData("v", "after v comes the type of the elements")]
    [InlineData("vs", "after v comes the type of the elements")]
    [InlineData("[T", "a '[' has no ']'")]
    [InlineData("]", "a ']' has no '['")]
    public void Wrong_types_are_explained(string types, string complaint) =>
        Assert.Contains(complaint, Complaint(types));

    private static string Show(string types, params string[] words) =>
        O2Message.Create("/x", GlobalTime.Immediately, false, ArgumentWords.Parse(types, words)).ToString();

    private static string Complaint(string types, params string[] words) =>
        Assert.Throws<UserErrorException>(() => ArgumentWords.Parse(types, words)).Message;
}
