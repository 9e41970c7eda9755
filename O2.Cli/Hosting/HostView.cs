using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace O2.Cli;

/// <summary>Draws a host's status for a terminal.</summary>
internal static class HostView
{
    /// <param name="status">What to show.</param>
    /// <param name="news">What happened last, oldest first.</param>
    public static IRenderable Of(HostStatus status, IEnumerable<string> news) => new Rows(
    [
        new Text(Headline(status), Palette.Title),
        new Text($"{status.Ports}"),
        new Text($"clock {DescribeClock(status)}", status.Listing.Clock.Synced ? Palette.Good : Palette.Waiting),
        Text.Empty,
        Bridges(status),
        Text.Empty,
        ListingView.Services(status.Listing),
        Text.Empty,
        ListingView.Processes(status.Listing),
        Text.Empty,
        .. news.Select(line => new Text(Printable.Of(line), Palette.Quiet)),
        new Text("Ctrl-C ends the host.", Palette.Quiet),
    ]);

    public static string DescribeClock(HostStatus status) => status switch
    {
        { IsReference: true } => "kept by this host",
        { Listing.Clock: { Synced: false, Reference: null } } => "kept by nobody yet",
        _ => status.Listing.Clock.Describe(),
    };

    private static string Headline(HostStatus status)
    {
        var time = status.TimeSeconds is { } seconds ? string.Create(CultureInfo.InvariantCulture, $", time {seconds:0.0} s") : "";
        return $"host of the ensemble {status.Listing.Ensemble}{time}, as {status.Listing.Self}";
    }

    private static Table Bridges(HostStatus status)
    {
        var table = LiveTable.Create("JOIN BY", "CLIENTS", "AT", "");
        table.Columns[1].RightAligned();
        table.Columns[2].NoWrap();   // an address in two pieces can neither be clicked nor copied
        foreach (var row in status.Bridges)
            table.AddRow(new Text(row.Name, Palette.Title), new Text($"{row.Clients}"), new Text(row.Address, Palette.Good), new Text(row.Hint));
        if (status.Broker is { } broker)
        {
            table.AddRow(
                new Text("mqtt", Palette.Title),
                new Text($"{broker.Relayed}"),
                new Text(broker.Address, broker.Online ? Palette.Good : Palette.Waiting),
                new Text(Printable.Of(broker.Describe())));
        }

        return table;
    }
}
