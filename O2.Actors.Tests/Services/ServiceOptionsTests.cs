using System.Collections.Immutable;
using Akka.Actor;
using O2.Actors.TestKit;
using O2.Protocol;

namespace O2.Actors.Tests.Services;

public sealed class ServiceOptionsTests
{
    [Fact]
    public void Defaults()
    {
        var options = ServiceOptions.Default;

        Assert.Equal(TimeSpan.FromMilliseconds(20), options.MinBackoff);
        Assert.Equal(TimeSpan.FromSeconds(1), options.MaxBackoff);
        Assert.Equal(10, options.MaxRestarts);
        Assert.Equal(TimeSpan.FromMinutes(1), options.Within);
        Assert.Null(options.Strategy);
        Assert.Empty(options.Properties);
        options.Validate();
    }

    [Fact]
    public void Limits()
    {
        var options = ServiceOptions.Default;
        ServiceOptions[] allowed =
        [
            options with { MinBackoff = TimeSpan.Zero },
            options with { MinBackoff = TimeSpan.Zero, MaxBackoff = TimeSpan.Zero },
            options with { MinBackoff = TimeSpan.FromHours(1), MaxBackoff = TimeSpan.FromHours(1) },
            options with { MaxRestarts = 0 },
            options with { MaxRestarts = 1000 },
            options with { Within = TimeSpan.FromMilliseconds(1) },
            options with { Within = TimeSpan.FromDays(7) },
            options with { Strategy = new OneForOneStrategy(_ => Directive.Stop) },
            options with { Strategy = new AllForOneStrategy(_ => Directive.Stop) },
        ];
        (string Name, ServiceOptions Options)[] refused =
        [
            (nameof(options.MinBackoff), options with { MinBackoff = TimeSpan.FromTicks(-1) }),
            (nameof(options.MinBackoff), options with { MinBackoff = TimeSpan.FromSeconds(2) }),
            (nameof(options.MaxBackoff), options with { MaxBackoff = TimeSpan.FromHours(1) + TimeSpan.FromTicks(1) }),
            (nameof(options.MaxRestarts), options with { MaxRestarts = -1 }),
            (nameof(options.MaxRestarts), options with { MaxRestarts = 1001 }),
            (nameof(options.Within), options with { Within = TimeSpan.Zero }),
            (nameof(options.Within), options with { Within = TimeSpan.FromDays(7) + TimeSpan.FromTicks(1) }),
        ];

        Assert.All(allowed, o => o.Validate());
        Assert.All(refused, r => Assert.Equal(r.Name, Assert.Throws<ArgumentOutOfRangeException>(r.Options.Validate).ParamName));
    }

    [Fact]
    public void A_service_with_wrong_options_is_not_offered()
    {
        using var ensemble = new EnsembleFixture();
        O2Process o2 = ensemble.Start();
        var tooLong = ImmutableDictionary<string, string>.Empty.Add("a", new string('x', 40_000));
        var badName = ImmutableDictionary<string, string>.Empty.Add("a:b", "x");

        Assert.ThrowsAny<ArgumentException>(() => o2.AddService("synth", new ServiceOptions { MaxRestarts = -1 }));
        Assert.ThrowsAny<ArgumentException>(() => o2.AddService("synth", new ServiceOptions { Properties = tooLong }));
        Assert.ThrowsAny<ArgumentException>(() => o2.AddService("synth", new ServiceOptions { Properties = badName }));
        Assert.Throws<ArgumentNullException>(() => o2.AddService("synth", (Akka.Actor.Props)null!));

        Assert.Equal(ServiceStatus.Unknown, o2.Status("synth"));
    }
}
