using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Properties;

public class ServicePropertiesTests
{
    [Fact]
    public void Newest_attribute_stands_in_front_and_values_are_escaped()
    {
        ServiceProperties properties = Set(ServiceProperties.Empty, ("a", "x"), ("b", @"q:r\s"));

        Assert.Equal(@";b:q\:r\\s;a:x;", properties.Wire);
        Assert.Equal(@"b:q\:r\\s;a:x;", properties.Text);
    }

    [Fact]
    public void Steps_of_the_golden_transcript_give_its_texts()
    {
        ServiceProperties properties = Set(ServiceProperties.Empty, ("style", "rock"));
        Assert.Equal(";style:rock;", properties.Wire);

        properties = Set(properties, ("tempo", "120"));
        Assert.Equal(";tempo:120;style:rock;", properties.Wire);

        properties = Set(properties, ("esc", @"x:y;z\w"));
        Assert.Equal(@";esc:x\:y\;z\\w;tempo:120;style:rock;", properties.Wire);

        properties = Set(properties, ("style", "jazz;fusion"));
        Assert.Equal(@";style:jazz\;fusion;esc:x\:y\;z\\w;tempo:120;", properties.Wire);

        properties = properties.Remove("tempo");
        Assert.Equal(@";style:jazz\;fusion;esc:x\:y\;z\\w;", properties.Wire);
    }

    [Fact]
    public void Values_come_back_plain()
    {
        ServiceProperties properties = ServiceProperties.FromWire(@";style:jazz\;fusion;esc:x\:y\;z\\w;empty:;");

        Assert.Equal("jazz;fusion", properties.Get("style"));
        Assert.Equal(@"x:y;z\w", properties.Get("esc"));
        Assert.Equal("", properties.Get("empty"));
        Assert.Null(properties.Get("tempo"));
        Assert.Null(properties.Get("STYLE"));
        Assert.Null(properties.Get("z"));
        Assert.Equal(3, properties.Count);
        Assert.Equal(["style", "esc", "empty"], properties.Select(p => p.Key));
        Assert.Equal(["jazz;fusion", @"x:y;z\w", ""], properties.Select(p => p.Value));
    }

    [Fact]
    public void A_value_is_never_taken_for_an_attribute()
    {
        ServiceProperties properties = Set(ServiceProperties.Empty, ("a", ";b:1;"), ("c", @"\"));

        Assert.Null(properties.Get("b"));
        Assert.Equal(";b:1;", properties.Get("a"));
        Assert.Equal(@"\", properties.Get("c"));
    }

    [Fact]
    public void Removing_the_last_attribute_leaves_a_semicolon()
    {
        ServiceProperties properties = Set(ServiceProperties.Empty, ("a", "x")).Remove("a");

        Assert.Equal(";", properties.Wire);
        Assert.Equal("", properties.Text);
        Assert.True(properties.IsEmpty);
        Assert.Equal(ServiceProperties.Empty, properties);
    }

    [Fact]
    public void Removing_an_unknown_attribute_changes_nothing()
    {
        ServiceProperties properties = Set(ServiceProperties.Empty, ("a", "x"));

        Assert.Same(properties, properties.Remove("b"));
    }

    [Theory]
    [InlineData("", ";")]
    [InlineData(";", ";")]
    [InlineData("a:x", ";a:x;")]
    [InlineData("a:x;", ";a:x;")]
    [InlineData(";a:x", ";a:x;")]
    [InlineData(@";a:x\;", @";a:x\;;")]
    [InlineData(@";a:x\\;", @";a:x\\;")]
    public void Missing_separators_are_added(string received, string wire) => Assert.Equal(wire, ServiceProperties.FromWire(received).Wire);

    [Theory]
    [InlineData(";;")]
    [InlineData(";novalue;a:x;")]
    [InlineData(";a:x;novalue")]
    [InlineData(@";a:x;\")]
    [InlineData(@"\;:;a:x;")]
    public void Malformed_parts_are_survived(string received)
    {
        ServiceProperties properties = ServiceProperties.FromWire(received);

        Assert.Null(properties.Get("novalue"));
        Assert.Equal(received.Contains("a:x") ? "x" : null, properties.Get("a"));
        Assert.Equal(properties.Count, properties.ToList().Count);
    }

    [Theory]
    [InlineData("o", true)]
    [InlineData("ock", true)]
    [InlineData(":ro", true)]
    [InlineData(":oc", false)]
    [InlineData("ck;", true)]
    [InlineData("oc;", false)]
    [InlineData(":rock;", true)]
    [InlineData(":roc;", false)]
    [InlineData("", true)]
    [InlineData("tempo", false)]
    public void Search_is_anchored_by_colon_and_semicolon(string pattern, bool found)
    {
        ServiceProperties properties = ServiceProperties.FromWire(";style:rock;tempo:120;");

        Assert.Equal(found, properties.Matches("style", pattern));
        Assert.False(properties.Matches("colour", pattern));
    }

    [Fact]
    public void Search_compares_the_escaped_text()
    {
        ServiceProperties properties = Set(ServiceProperties.Empty, ("a", "x:y;"));

        Assert.True(properties.Matches("a", @"x\:y"));
        Assert.True(properties.Matches("a", @":x\:y\;;"));
        Assert.True(properties.Matches("a", @"y\;"));
        Assert.False(properties.Matches("a", ":y"));
    }

    [Fact]
    public void D3_53_Text_longer_than_32768_bytes_is_refused_and_changes_nothing()
    {
        ServiceProperties properties = Set(ServiceProperties.Empty, ("a", "x"));
        int room = ServiceProperties.MaxBytes - properties.Wire.Length - ";b:".Length;

        Assert.True(properties.TrySet("b", new string('v', room), out ServiceProperties full));
        Assert.Equal(ServiceProperties.MaxBytes, full.Wire.Length);
        Assert.False(properties.TrySet("b", new string('v', room + 1), out ServiceProperties unchanged));
        Assert.Same(properties, unchanged);
        Assert.False(properties.TrySet("b", new string('é', (room / 2) + 1), out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a:b")]
    [InlineData("a;b")]
    [InlineData(@"a\b")]
    [InlineData("a\0")]
    public void Attribute_names_that_could_not_be_found_again_are_refused(string attribute) =>
        Assert.Throws<ArgumentException>(() => ServiceProperties.Empty.TrySet(attribute, "x", out _));

    [Fact]
    public void Attribute_names_have_at_most_61_bytes()
    {
        Assert.True(ServiceProperties.Empty.TrySet(new string('a', 61), "x", out _));
        Assert.Throws<ArgumentException>(() => ServiceProperties.Empty.TrySet(new string('a', 62), "x", out _));
    }

    [Fact]
    public void Zero_characters_in_values_are_refused() =>
        Assert.Throws<ArgumentException>(() => ServiceProperties.Empty.TrySet("a", "x\0y", out _));

    [Fact]
    public void Any_values_survive_setting_and_reading()
    {
        Random random = new(7);
        const string Alphabet = @"ab:;\ é";
        ServiceProperties properties = ServiceProperties.Empty;
        Dictionary<string, string> expected = [];
        for (int i = 0; i < 2000; i++)
        {
            string attribute = "p" + random.Next(8);
            if (random.Next(4) == 0)
            {
                properties = properties.Remove(attribute);
                expected.Remove(attribute);
            }
            else
            {
                string value = string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
                properties = Set(properties, (attribute, value));
                expected[attribute] = value;
            }

            Assert.Equal(expected.OrderBy(p => p.Key), properties.OrderBy(p => p.Key));
            Assert.Equal(properties, ServiceProperties.FromWire(properties.Wire));
        }
    }

    private static ServiceProperties Set(ServiceProperties properties, params (string Attribute, string Value)[] values)
    {
        foreach ((string attribute, string value) in values)
            Assert.True(properties.TrySet(attribute, value, out properties));

        return properties;
    }
}
