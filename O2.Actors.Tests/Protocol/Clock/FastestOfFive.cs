using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Clock;

/// <summary>The rule of the reference implementation, to compare with: the fastest of the last five answers, slewed at 10 %.</summary>
internal sealed class FastestOfFive
{
    private readonly List<(double RoundTrip, double Offset)> _window = [];
    private LocalTime _base, _slewEnd;
    private GlobalTime _globalBase;
    private double _rate = 1;
    private bool _isSynchronized;

    public void Take(LocalTime now, double roundTrip, double offset)
    {
        _window.Add((roundTrip, offset));
        if (_window.Count > 5)
            _window.RemoveAt(0);
        if (_window.Count < 5)
            return;
        GlobalTime target = new(now.Seconds + _window.MinBy(a => a.RoundTrip).Offset);
        GlobalTime current = _isSynchronized ? At(now) : target;
        double error = target - current;
        _rate = 1 + Math.Sign(error) * 0.1;
        (_base, _globalBase, _slewEnd, _isSynchronized) = (now, current, now + 10 * Math.Abs(error), true);
    }

    public GlobalTime At(LocalTime local)
    {
        LocalTime slewed = LocalTime.Min(local, _slewEnd);
        return _globalBase + (slewed - _base) * _rate + (local - slewed);
    }
}
