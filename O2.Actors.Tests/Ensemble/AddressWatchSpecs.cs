using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using O2.Actors.TestKit;
using O2.Actors.Tests.Gateways;
using O2.Protocol;

namespace O2.Actors.Tests.Ensemble;

public sealed class AddressWatchSpecs : IDisposable
{
    private static readonly IPAddress Elsewhere = IPAddress.Parse("10.0.9.9");
    private readonly EnsembleFixture _ensemble = new();
    private readonly O2Process _stays;
    private readonly O2Process _moves;

    public AddressWatchSpecs()
    {
        _stays = _ensemble.Start();
        _moves = _ensemble.Start();
    }

    public void Dispose() => _ensemble.Dispose();

    private sealed class Counter : O2ServiceActor
    {
        private int _notes;

        public Counter(Action<int> counted) => Method("/note", null, _ => counted(++_notes));
    }

    [Fact]
    public void A_process_whose_address_changes_joins_again_under_another_name_and_keeps_its_services()
    {
        List<int> counts = [];
        List<string> heard = [];
        _stays.BecomeClockReference();
        _stays.AddMethod("/drum/hit", null, _ => { });
        _moves.AddService("synth", Props.Create(() => new Counter(counts.Add)));
        _moves.SetProperty("synth", "type", "analog");
        using var tap = _moves.Tap("drum", m => heard.Add(m.Address.Path), TapSendMode.Reliable);
        _ensemble.RunUntil(() => _stays.Status("synth") == ServiceStatus.Remote && _stays.Services().Any(s => s.Status == ServiceStatus.Tap));
        _stays.SendReliable("/synth/note");
        _ensemble.Advance(0.1);
        using EventList events = new(_moves), others = new(_stays);
        ProcessName old = _moves.Name;
        double ahead = _moves.Now - _stays.Now;

        _ensemble.MachineOf(_moves).ChangeAddress(Elsewhere);
        _ensemble.RunUntil(() => _moves.Name != old);
        _ensemble.RunUntil(() => _stays.Processes().Any(p => p.Name == _moves.Name) && _stays.Status("synth") == ServiceStatus.Remote);

        Assert.Equal((old, _moves.Name), events.Of<ProcessRenamed>().Select(e => (e.OldName, e.NewName)).Single());
        Assert.NotEqual(old, _moves.Name);
        Assert.Equal(Elsewhere, IpNumber.ToAddress(_moves.Name.InternalIp));
        Assert.Equal([_moves.Name], _stays.Processes().Select(p => p.Name));
        Assert.Equal(old, Assert.Single(others.Of<ProcessLeft>()).Process);
        Assert.Equal("analog", _stays.GetProperty("synth", "type"));
        Assert.InRange(Math.Abs(_moves.Now - _stays.Now - ahead), 0, 0.01);

        _stays.SendReliable("/synth/note");
        _stays.SendReliable("/drum/hit");
        _ensemble.Advance(0.1);
        Assert.Equal([1, 2], counts);
        Assert.Equal(["/hit"], heard);
    }

    [Fact]
    public void Without_another_address_it_waits()
    {
        _ensemble.RunUntil(() => _stays.Processes().Count == 1);
        using EventList events = new(_moves);
        ProcessName old = _moves.Name;
        IPAddress address = _ensemble.MachineOf(_moves).Address;

        _ensemble.MachineOf(_moves).ChangeAddress(IPAddress.Loopback);
        _ensemble.Advance(5);
        _ensemble.MachineOf(_moves).ChangeAddress(address);
        _ensemble.Advance(5);

        Assert.Empty(events.Of<ProcessRenamed>());
        Assert.Equal(old, _moves.Name);
        _ensemble.RunUntil(() => _stays.Processes().Count == 1);
    }

    [Fact]
    public void A_burst_of_changes_moves_it_once()
    {
        _ensemble.RunUntil(() => _stays.Processes().Count == 1);
        using EventList events = new(_moves);

        for (byte i = 1; i <= 5; i++)
        {
            _ensemble.MachineOf(_moves).ChangeAddress(new IPAddress([10, 0, 9, i]));
            _ensemble.Advance(0.5);
        }

        _ensemble.RunUntil(() => _stays.Processes().Any(p => p.Name == _moves.Name));
        Assert.Single(events.Of<ProcessRenamed>());
    }

    [Fact]
    public void A_reference_that_moves_is_followed_again_without_a_step()
    {
        _moves.BecomeClockReference();
        _ensemble.RunUntil(() => _stays.ClockState.IsSynchronized);
        double ahead = _stays.Now - _moves.Now;

        _ensemble.MachineOf(_moves).ChangeAddress(Elsewhere);
        _ensemble.RunUntil(() => _stays.ClockState.Reference == _moves.Name.Text && _moves.Name.InternalIp == IpNumber.FromAddress(Elsewhere));
        _ensemble.Advance(5);

        Assert.Equal(_moves.Name.Text, _moves.ClockState.Reference);
        Assert.InRange(Math.Abs(_stays.Now - _moves.Now - ahead), 0, 0.01);
    }

    [Fact]
    public void Addresses_that_cannot_be_read_are_read_again()
    {
        int looks = 0, moves = 0;
        Action moved = () => moves++;
        var transport = new AddressedTransport(_moves.Core.Environment.Transport, () => ++looks < 3 ? throw new SocketException((int)SocketError.TooManyOpenSockets) : [Elsewhere]);
        ProcessEnvironment environment = _moves.Core.Environment with { Transport = transport };
        ProcessCore core = new(_moves.Core.Options, environment, _moves.Name, _moves.ActorSystem.Log);
        _moves.ActorSystem.ActorOf(Props.Create(() => new Resuming(core, moved)));
        _ensemble.Advance(0);

        _ensemble.MachineOf(_moves).ChangeAddress(Elsewhere);
        _ensemble.Advance(10);

        Assert.Equal((3, 1), (looks, moves));
    }

    /// <summary>Supervises the watch as the ensemble's actor does.</summary>
    private sealed class Resuming : ReceiveActor
    {
        public Resuming(ProcessCore core, Action moved)
        {
            Receive<EnsembleProtocol.Move>(_ => moved());
            Context.ActorOf(AddressWatchActor.PropsFor(core));
        }

        protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Resume);
    }

    [Fact]
    public void A_process_may_leave_while_it_moves()
    {
        _ensemble.RunUntil(() => _stays.Processes().Count == 1);

        _ensemble.MachineOf(_moves).ChangeAddress(Elsewhere);
        _ensemble.Advance(AddressWatchActor.QuietTime.TotalSeconds + 0.001);
        _ensemble.Stop(_moves);

        _ensemble.RunUntil(() => _stays.Processes().Count == 0);
    }

    [Fact]
    public void A_process_with_a_chosen_interface_keeps_its_name()
    {
        VirtualMachine machine = _ensemble.Network.AddMachine();
        O2Process chosen = _ensemble.Start(machine, new O2ProcessOptions { Ensemble = _ensemble.Name, Interface = machine.Address });
        ProcessName name = chosen.Name;

        machine.ChangeAddress(Elsewhere);
        _ensemble.Advance(5);

        Assert.Equal(name, chosen.Name);
    }
}
