using System.Xml.Linq;
using LaptopOrchestra;

namespace O2.Actors.Tests.Examples;

public class PianoRollTests
{
    private static readonly Performance Ideal = Performance.Ideal(FrereJacques.Compose(), start: 1000);
    private static readonly XElement Picture = XElement.Parse(PianoRoll.Draw(Ideal));

    [Fact]
    public void It_shows_each_note_planned_played_and_late()
    {
        Assert.Equal(Ideal.Notes.Count, Count("rect", "stroke-width", "1"));        // outline
        Assert.Equal(Ideal.Notes.Count + 1, Count("line", "stroke-width", "2"));    // onset tick, and the legend's
        Assert.Equal(Ideal.Notes.Count, Count("circle", "r", "2.4"));               // lateness
    }

    [Fact]
    public void Everything_lies_inside_of_the_frame()
    {
        var height = (double)Picture.Attribute("height")!;
        Assert.All(Coordinates("x", "x1", "x2", "cx"), x => Assert.InRange(x, 0, Layout.Width));
        Assert.All(Coordinates("y", "y1", "y2", "cy"), y => Assert.InRange(y, 0, height));
    }

    [Fact]
    public void It_names_players_bars_pitches_and_tempos()
    {
        var texts = Picture.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value).ToList();

        Assert.Contains("player4, bassoon", texts);
        Assert.Contains("13", texts);
        Assert.Contains("F4", texts);
        Assert.Contains("♩ = 172", texts);
        Assert.Contains("156 notes, each played exactly once", texts.Single(text => text.StartsWith("156")));
    }

    [Fact]
    public void A_late_note_is_drawn_to_the_right_of_its_plan()
    {
        var late = Ideal with { Notes = [Ideal.Notes[0] with { Actual = Ideal.Notes[0].Planned + 0.1 }] };
        var group = XElement.Parse(PianoRoll.Draw(late)).Elements().First(e => e.Name.LocalName == "g" && e.HasElements);

        double[] left = [.. group.Elements().Where(e => e.Name.LocalName == "rect").Select(e => (double)e.Attribute("x")!)];
        Assert.Equal(2, left.Length);   // played, planned
        Assert.Equal(0.1 * (Layout.Right - Layout.Left) / (Ideal.End - Ideal.Start), left[0] - left[1], tolerance: 0.02);
    }

    [Fact]
    public void What_went_wrong_is_marked_from_the_moment_it_did_until_it_was_mended()
    {
        var picture = XElement.Parse(PianoRoll.Draw(Ideal with
        {
            Incidents =
            [
                new Incident(IncidentKind.Restarted, "player2", 1005, 0.001),
                new Incident(IncidentKind.Killed, "player3", 1010),
                new Incident(IncidentKind.TookOver, "player3", 1010.25),
            ],
        }));

        var band = picture.Descendants().Where(e => (string?)e.Attribute("fill-opacity") == "0.22").ToList()[1];
        Assert.Equal(0.25 * (Layout.Right - Layout.Left) / (Ideal.End - Ideal.Start), (double)band.Attribute("width")!, tolerance: 0.02);
        Assert.Equal(Palette.Of(Ideal.Score.Voices[2]), (string?)band.Parent!.Attribute("fill"));
        Assert.Contains("player2 restarted in 1.0 ms", picture.Value);
        Assert.Contains("player3 killed, replaced in 250.0 ms", picture.Value);
    }

    [Fact]
    public void Words_about_incidents_that_lie_close_together_do_not_overlap()
    {
        var picture = XElement.Parse(PianoRoll.Draw(Ideal with
        {
            Incidents = [new Incident(IncidentKind.Restarted, "player2", 1005, 0.001), new Incident(IncidentKind.Restarted, "player3", 1005.5, 0.001)],
        }));

        XElement Word(string who) => picture.Descendants().Single(e => e.Name.LocalName == "text" && e.Value.StartsWith($"{who} restarted"));
        Assert.Equal(("end", "start"), ((string?)Word("player2").Attribute("text-anchor"), (string?)Word("player3").Attribute("text-anchor")));
        Assert.True((double)Word("player2").Attribute("x")! < (double)Word("player3").Attribute("x")!);
    }

    private static IEnumerable<double> Coordinates(params string[] names) =>
        Picture.Descendants().Attributes().Where(a => names.Contains(a.Name.LocalName)).Select(a => (double)a);

    private static int Count(string element, string attribute, string value) =>
        Picture.Descendants().Count(e => e.Name.LocalName == element && (string?)e.Attribute(attribute) == value);
}
