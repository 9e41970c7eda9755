using Akka.Configuration;

namespace O2.Conformance.Tests;

public class ConfigTests
{
    private static readonly Config Sample = ConfigurationFactory.ParseString("""
        # a comment
        a.b.c = 5           // another
        a {
          b { d = "text # not a comment" }
          e : on
        }
        list = [one, "two", three]
        times { short = 250ms, long = 2 s, minutes = 3m, never = infinite }
        number = 2.5
        overridden = first
        overridden = second
        "quoted.key" = 1
        """);

    [Fact]
    public void Paths_and_nested_objects_are_the_same_thing()
    {
        Assert.Equal(5, Sample.GetInt("a.b.c"));
        Assert.Equal("text # not a comment", Sample.GetString("a.b.d"));
        Assert.Equal(5, Sample.GetConfig("a")!.GetInt("b.c"));
        Assert.True(Sample.HasPath("a.b"));
        Assert.False(Sample.HasPath("a.x"));
        Assert.Equal(1, Sample.GetInt("\"quoted.key\""));
    }

    [Fact]
    public void Values_have_types()
    {
        Assert.True(Sample.GetBoolean("a.e"));
        Assert.Equal(["one", "two", "three"], Sample.GetStringList("list"));
        Assert.Equal(2.5, Sample.GetDouble("number"));
        Assert.Equal("second", Sample.GetString("overridden"));
        Assert.Equal(TimeSpan.FromMilliseconds(250), Sample.GetTimeSpan("times.short"));
        Assert.Equal(TimeSpan.FromSeconds(2), Sample.GetTimeSpan("times.long"));
        Assert.Equal(TimeSpan.FromMinutes(3), Sample.GetTimeSpan("times.minutes"));
        Assert.Equal(Timeout.InfiniteTimeSpan, Sample.GetTimeSpan("times.never"));
    }

    [Fact]
    public void What_is_missing_has_a_default()
    {
        Assert.Equal(7, Sample.GetInt("missing", 7));
        Assert.Equal("x", Sample.GetString("missing", "x"));
        Assert.Equal(TimeSpan.FromSeconds(1), Sample.GetTimeSpan("missing", TimeSpan.FromSeconds(1)));
        Assert.False(Sample.GetBoolean("missing"));
    }

    [Fact]
    public void A_fallback_completes()
    {
        Config all = ConfigurationFactory.ParseString("a.b.c = 6").WithFallback(Sample);
        Assert.Equal(6, all.GetInt("a.b.c"));
        Assert.Equal("text # not a comment", all.GetString("a.b.d"));
        Assert.True(Config.Empty.IsEmpty);
    }

    [Fact]
    public void The_defaults_of_the_runtime_can_be_read()
    {
        Assert.True(ConfigurationFactory.Default().HasPath("akka.actor.default-dispatcher"));
        Assert.Equal("INFO", ConfigurationFactory.Default().GetString("akka.loglevel"));
    }
}
