using System.Xml.Linq;

namespace LaptopOrchestra;

/// <summary>A picture under construction. Numbers are rounded to a hundredth of a pixel; text is escaped by the XML writer.</summary>
public sealed class Svg
{
    private static readonly XNamespace Namespace = "http://www.w3.org/2000/svg";
    private readonly XElement _root;
    private XElement _current;

    public Svg(double width, double height, string title, string fontFamily)
    {
        _root = new XElement(Namespace + "svg",
            new XAttribute("viewBox", $"0 0 {Number(width)} {Number(height)}"),
            new XAttribute("width", Number(width)), new XAttribute("height", Number(height)),
            new XAttribute("role", "img"), new XAttribute("font-family", fontFamily),
            new XElement(Namespace + "title", title));
        _current = _root;
    }

    /// <summary>Draws what <paramref name="draw"/> draws into a group with common attributes.</summary>
    public void Group(Action draw, params (string Name, object Value)[] attributes)
    {
        var parent = _current;
        _current = Add("g", attributes);
        draw();
        _current = parent;
    }

    public void Rectangle(double x, double y, double width, double height, params (string Name, object Value)[] attributes) =>
        Add("rect", [("x", x), ("y", y), ("width", Math.Max(0, width)), ("height", height), .. attributes]);

    public void Line(double x1, double y1, double x2, double y2, params (string Name, object Value)[] attributes) =>
        Add("line", [("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2), .. attributes]);

    public void Circle(double x, double y, double radius, params (string Name, object Value)[] attributes) =>
        Add("circle", [("cx", x), ("cy", y), ("r", radius), .. attributes]);

    public void Path(IEnumerable<(double X, double Y)> points, params (string Name, object Value)[] attributes) =>
        Path("M" + string.Join(" L", points.Select(point => $"{Number(point.X)},{Number(point.Y)}")), attributes);

    public void Path(string data, params (string Name, object Value)[] attributes) =>
        Add("path", [("d", data), .. attributes]);

    public void Text(double x, double y, string text, params (string Name, object Value)[] attributes) =>
        Add("text", [("x", x), ("y", y), .. attributes]).Add(text);

    public override string ToString() => _root.ToString();

    private XElement Add(string name, (string Name, object Value)[] attributes)
    {
        var element = new XElement(Namespace + name, attributes.Select(a => new XAttribute(a.Name, a.Value is double number ? Number(number) : a.Value)));
        _current.Add(element);
        return element;
    }

    private static string Number(double value) => value.ToString("0.##");
}
