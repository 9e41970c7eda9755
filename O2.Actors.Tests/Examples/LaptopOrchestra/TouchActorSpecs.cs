using LaptopOrchestra;
using O2.Actors.TestKit;
using O2.Actors.Tests.Bridges.Osc;
using O2.Actors.Tests.Protocol.Osc;

namespace O2.Actors.Tests.Examples;

/// <summary>The touch surface in virtual time.</summary>
public sealed class TouchActorSpecs : IDisposable
{
    private readonly EnsembleFixture _ensemble = new();
    private readonly O2Process _o2;
    private readonly OscPort _port;
    private readonly OscPeer _phone;
    private readonly List<(int Key, int Velocity, double Time)> _struck = [];

    public TouchActorSpecs()
    {
        _o2 = _ensemble.Start();
        _phone = new OscPeer(_ensemble.Network.AddMachine());
        _o2.AddService(TouchActor.Service, TouchActor.PropsFor());
        _o2.Tap(TempoMessage.Service, TouchActor.Service);
        _o2.Tap(TouchActor.Service, m =>
        {
            if (m.Address.Path == "/struck")
                _struck.Add((m.Int32(0), m.Int32(1), m.Double(2)));
        });
        _port = _o2.AddOscPort(TouchActor.Service, 0, new OscPortOptions { ReplyService = TouchActor.Phone });
        _o2.AddMethod($"/{TempoMessage.Service}", null, _ => { });
        _ensemble.Advance(1);
    }

    public void Dispose() => _ensemble.Dispose();

    [Fact]
    public void A_key_sounds_on_the_next_half_beat_and_the_phone_is_told_then()
    {
        _o2.BecomeClockReference();
        double first = _o2.Now.Seconds + 1;
        TempoMessage.Publish(_o2, new Tempo(0, first, BeatsPerSecond: 2), O2.Protocol.GlobalTime.Immediately);
        _ensemble.Advance(1.3);   // beat 0.6

        Touch(84, 0.5f);
        _ensemble.Advance(0.19);
        Assert.Empty(_struck);
        _ensemble.Advance(0.02);

        Assert.Equal((84, 63), (_struck.Single().Key, _struck.Single().Velocity));
        Assert.Equal(first + 0.5, _struck.Single().Time, 1e-3);
        Assert.Equal(OscBytes.Message("/strike", "i", 84), Assert.Single(_phone.Packets));
    }

    [Fact]
    public void While_nobody_conducts_keys_are_silent()
    {
        Touch(84, 0.5f);
        _ensemble.Advance(5);

        Assert.Empty(_struck);
        Assert.Empty(_phone.Packets);
    }

    private void Touch(int key, float force) => _phone.Send(_ensemble.MachineOf(_o2), _port.Port, OscBytes.Message("/key", "if", key, force));
}
