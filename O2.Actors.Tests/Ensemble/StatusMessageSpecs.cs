using O2.Actors.TestKit;
using O2.Protocol;

namespace O2.Actors.Tests.Ensemble;

/// <summary>The exact messages to <c>/_o2/si</c> (spec 03, 6.6).</summary>
public sealed class StatusMessageSpecs : IDisposable
{
    private readonly EnsembleFixture _ensemble = new();
    private readonly O2Process _o2;
    private readonly List<string> _told = [];

    public StatusMessageSpecs()
    {
        _o2 = _ensemble.Start();
        _o2.AddMethod("/_o2/si", "siss", m => _told.Add($"{m.Text(0)} {m.Int32(1)} {m.Text(2)} '{m.Text(3)}'"));
    }

    public void Dispose() => _ensemble.Dispose();

    [Fact]
    public void A_new_service_its_properties_and_its_end()
    {
        _o2.AddService("synth");
        _o2.SetProperty("synth", "a", "x");
        _o2.SetProperty("synth", "b", "y");
        _o2.SetProperty("synth", "a", null);
        _o2.SetProperty("synth", "none", null);
        _o2.RemoveService("synth");
        _ensemble.Advance(0);

        Assert.Equal(
            [
                "synth 0 _o2 ''",
                $"synth 0 {_o2.Name} 'a:x;'",
                $"synth 0 {_o2.Name} 'b:y;a:x;'",
                $"synth 0 {_o2.Name} 'b:y;'",
                $"synth -1 {_o2.Name} ''",
            ],
            _told);
    }

    [Fact]
    public void Becoming_the_clock_reference()
    {
        _o2.AddService("synth");
        _ensemble.Advance(0);
        _told.Clear();

        _o2.BecomeClockReference();
        _ensemble.Advance(0);

        Assert.Equal(["_o2 4 _o2 ''", "synth 4 _o2 ''", "_cs 4 _o2 ''"], _told);
        _told.Clear();
        _o2.BecomeClockReference();
        _o2.AddService("drum");
        _ensemble.Advance(0);
        Assert.Equal(["drum 4 _o2 ''"], _told);
    }

    [Fact]
    public void Getting_the_time_of_another_process()
    {
        O2Process other = _ensemble.Start();
        other.AddService("drum");
        other.BecomeClockReference();
        _ensemble.RunUntil(() => _o2.Status("drum") >= 0 && _o2.Status("_cs") >= 0);
        _ensemble.Advance(0);
        string name = other.Name.Text;
        Assert.Equal(
            [$"{name} 1 {name} ''", $"_cs 1 {name} ''", $"drum 1 {name} ''"],
            _told.Order(StringComparer.Ordinal));
        _told.Clear();

        _ensemble.RunUntil(() => _o2.ClockState.IsSynchronized);
        _ensemble.Advance(0);

        Assert.Equal([$"{name} 5 {name} ''", $"_cs 5 {name} ''", $"drum 5 {name} ''", "_o2 4 _o2 ''"], _told);
    }

    [Fact]
    public void Fail_over_to_our_own_provider()
    {
        O2Process other = _ensemble.Start();
        other.AddService("drum");
        _ensemble.RunUntil(() => _o2.Status("drum") >= 0);
        _o2.AddService("drum");
        _ensemble.Advance(0);
        bool wasOurs = _o2.Services().Single(s => s.Service == "drum").Status == ServiceStatus.Local;
        _told.Clear();

        _ensemble.Stop(other);
        _ensemble.RunUntil(() => _o2.Processes().Count == 0);
        _ensemble.Advance(0);

        string name = other.Name.Text;
        string[] drum = ["drum -1 " + name + " ''", "drum 0 _o2 ''"];
        Assert.Equal(drum, _told.Where(line => line.StartsWith("drum", StringComparison.Ordinal)));
        Assert.Contains($"{name} -1 {name} ''", _told);
        Assert.Equal(_o2.Name.CompareTo(other.Name) > 0, wasOurs);
    }

    [Fact]
    public void A_handler_that_throws_does_not_end_them()
    {
        _o2.AddMethod("/_o2/si", "siss", m =>
        {
            _told.Add(m.Text(0));
            throw new InvalidOperationException();
        });

        _o2.AddService("one");
        _o2.AddService("two");
        _ensemble.Advance(0);

        Assert.Equal(["one", "two"], _told);
    }

    [Fact]
    public void Without_a_method_nothing_is_dropped_aloud()
    {
        Assert.True(_o2.RemoveMethod("/_o2/si"));

        _o2.AddService("synth");
        _ensemble.Advance(0);

        Assert.Equal(0, _o2.Dropped(DropReason.NoHandler));
        Assert.Empty(_told);
    }
}
