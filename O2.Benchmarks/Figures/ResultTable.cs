using System.Globalization;

namespace O2.Benchmarks;

/// <summary>Shows the figures to a person: each beside its raw baseline and its floor.</summary>
internal static class ResultTable
{
    private const string Row = "{0,-28} {1,12} {2,12} {3,8}   {4,-14} {5}";

    public static void Write(FigureList figures, TextWriter output)
    {
        output.WriteLine(Format("figure", "O2", "raw", "ratio", "floor", ""));
        foreach (var figure in figures.All)
        {
            if (!figures.IsBaseline(figure.Name))
                output.WriteLine(Line(figure, figures));
        }
    }

    /// <summary>The floors that the figures miss; a floor whose figure was not measured is not missed.</summary>
    public static IReadOnlyList<Floor> Missed(FigureList figures) =>
        [.. Floor.All.Where(floor => figures.TryGet(floor.Figure, out var figure) && !floor.IsMet(figure, BaselineOf(figure, figures)))];

    private static string Line(Figure figure, FigureList figures)
    {
        var baseline = BaselineOf(figure, figures);
        var floor = Floor.All.FirstOrDefault(f => f.Figure == figure.Name);
        string verdict = floor is null ? "" : floor.IsMet(figure, baseline) ? "met" : "MISSED";
        string ratio = baseline is null ? "" : figure.RatioTo(baseline).ToString("0.00 x", CultureInfo.InvariantCulture);
        return Format(figure.Name, Number(figure.Value), baseline is null ? "" : Number(baseline.Value), ratio, floor?.ToString() ?? "", verdict);
    }

    private static Figure? BaselineOf(Figure figure, FigureList figures) => figures.TryGet(figure.Baseline, out var baseline) ? baseline : null;

    private static string Number(double value) => value.ToString(Math.Abs(value) switch
    {
        >= 1000 => "#,0",
        >= 100 or 0 => "0",
        >= 1 => "0.0",
        _ => "0.000",
    }, CultureInfo.InvariantCulture);

    private static string Format(params object[] cells) => string.Format(CultureInfo.InvariantCulture, Row, cells).TrimEnd();
}
