using O2.Cli;
using O2.Protocol;

namespace O2.Actors.Tests.Cli;

public sealed class PrintableTests
{
    [Fact]
    public void What_a_terminal_would_obey_is_not_printed()
    {
        var message = O2Message.Create("/x", GlobalTime.Immediately, false, "\u001b[2Jé\r\n\u009b");

        Assert.Equal("    1.000000              /x s \"?[2Jé???\"", MessageLine.Format(message.AsView(), new GlobalTime(1)));
    }

    [Fact]
    public void Names_in_tables_are_printed_like_that_too()
    {
        var output = new StringWriter { NewLine = "\n" };

        TextTable.Write(output, ["NAME"], [["a\u001bb"]]);

        Assert.Equal("NAME\na?b\n", output.ToString());
    }
}
