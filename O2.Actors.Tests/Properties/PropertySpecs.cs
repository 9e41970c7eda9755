using System.Collections.Immutable;
using O2.Actors.TestKit;

namespace O2.Actors.Tests.Properties;

/// <summary>Properties of services of whole processes (spec 03, 7).</summary>
public sealed class PropertySpecs : IDisposable
{
    private readonly EnsembleFixture _ensemble = new();
    private readonly O2Process _a;
    private readonly O2Process _b;

    public PropertySpecs()
    {
        _a = _ensemble.Start();
        _b = _ensemble.Start();
        _a.AddService("synth", new ServiceOptions { Properties = ImmutableDictionary<string, string>.Empty.Add("type", "synth") });
        _ensemble.RunUntil(() => _b.Status("synth") >= 0);
    }

    public void Dispose() => _ensemble.Dispose();

    [Fact]
    public void They_are_read_by_everybody_and_change_everywhere()
    {
        Assert.Equal("synth", _b.GetProperty("synth", "type"));

        _a.SetProperty("synth", "name", @"semi;colon:and\slash");
        _a.SetProperty("synth", "type", null);
        _ensemble.RunUntil(() => _b.GetProperty("synth", "type") is null);

        Assert.Equal(@"semi;colon:and\slash", _b.GetProperty("synth", "name"));
        Assert.Null(_b.GetProperty("nobody", "name"));
        Assert.Equal(@"semi;colon:and\slash", _b.Services().Single(s => s.Service == "synth").Properties!.Get("name"));
    }

    [Fact]
    public void Only_the_process_that_offers_a_service_sets_them()
    {
        Assert.Equal("service", Assert.Throws<ArgumentException>(() => _b.SetProperty("synth", "a", "b")).ParamName);
        Assert.Equal("service", Assert.Throws<ArgumentException>(() => _a.SetProperty("nobody", "a", null)).ParamName);
        Assert.Equal("service", Assert.Throws<ArgumentException>(() => _a.SetProperty("_o2", "a", "b")).ParamName);
    }

    [Fact]
    public void D3_53_Properties_that_become_too_long_are_refused_and_nothing_changes()
    {
        Assert.Equal("value", Assert.Throws<ArgumentException>(() => _a.SetProperty("synth", "long", new string('x', 32_768))).ParamName);
        Assert.ThrowsAny<ArgumentException>(() => _a.SetProperty("synth", "no:colon", "x"));
        Assert.ThrowsAny<ArgumentException>(() => _a.SetProperty("synth", new string('x', 62), "x"));

        Assert.Equal("type:synth;", _a.Services().Single(s => s.Service == "synth").Properties!.Text);
    }
}
