using System.Globalization;
using System.Text;

namespace OscOverInternet;

/// <summary>Shows what became of the messages.</summary>
public static class ResultTable
{
    /// <summary>A table with a row for each way.</summary>
    public static string Format(IEnumerable<(string Way, Tally Heard)> rows)
    {
        var text = new StringBuilder();
        text.AppendLine();
        text.AppendLine("                     sent   arrived     lost   overtaken   delay: half under   99 % under      worst");
        foreach (var (way, heard) in rows)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"{way,-16}{heard.Sent,9:N0}{heard.Arrived,10:N0}{heard.Lost,9:N0}{heard.Overtaken,12:N0}{heard.Delay(0.5),17:F0} ms{heard.Delay(0.99),10:F0} ms{heard.Delay(1),8:F0} ms");
        }

        return text.ToString();
    }
}
