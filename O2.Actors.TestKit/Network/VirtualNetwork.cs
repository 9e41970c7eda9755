using System.Net;

namespace O2.Actors.TestKit;

/// <summary>Machines joined by links whose delay, loss and cuts the test decides; one seed gives one history.</summary>
/// <remarks>
/// <para>
/// Datagrams are delayed, overtake each other, are lost and doubled as <see cref="LinkConditions"/> say. Streams are TCP as a program sees
/// it: in order, in pieces that are not those that were sent, blocked when too much is under way; refused where nobody listens; silent
/// over a link that is cut, and given up after <see cref="SilenceLimitSeconds"/> of that. Nothing leaves this process.
/// </para>
/// <para>
/// Everything happens on the thread that advances the clock. Members are thread-safe, but calls from several threads come in an order
/// that the seed does not decide.
/// </para>
/// </remarks>
public sealed partial class VirtualNetwork
{
    /// <summary>After how many seconds of silence a machine gives up a connection over a link that is cut (TCP keep-alive).</summary>
    public const double SilenceLimitSeconds = 11;

    /// <summary>After how many seconds an attempt to connect to a machine that does not answer is given up.</summary>
    public const double ConnectLimitSeconds = 21;

    /// <summary>How many bytes of a stream may be under way before its sender is blocked.</summary>
    public const int SendBufferBytes = 256 * 1024;

    private static readonly LinkConditions Loopback = new() { Latency = 20e-6 };

    private readonly Random _random;
    private readonly List<VirtualMachine> _machines = [];
    private readonly Dictionary<(VirtualMachine From, VirtualMachine To), LinkConditions> _conditions = [];
    private readonly Dictionary<string, VirtualMachine> _names = [];
    private LinkConditions _default = new();

    /// <summary>Makes a network without machines.</summary>
    /// <param name="clock">The clock of the simulation.</param>
    /// <param name="seed">Decides everything that is random here.</param>
    public VirtualNetwork(VirtualClock clock, int seed)
    {
        Clock = clock;
        Seed = seed;
        _random = new Random(seed);
        Mdns = new VirtualMdns(this);
    }

    /// <summary>The clock of the simulation.</summary>
    public VirtualClock Clock { get; }

    /// <summary>What decides everything that is random here. Name it in the messages of failed tests.</summary>
    public int Seed { get; }

    /// <summary>The machines, in the order in which they were added.</summary>
    public IReadOnlyList<VirtualMachine> Machines
    {
        get
        {
            lock (Gate)
                return [.. _machines];
        }
    }

    /// <summary>The conditions of all links that have none of their own. Holds for packets that are sent from now on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value of the conditions is out of its range.</exception>
    public LinkConditions Conditions
    {
        get
        {
            lock (Gate)
                return _default;
        }
        set
        {
            value.Validate();
            lock (Gate)
                _default = value;
        }
    }

    internal Lock Gate { get; } = new();

    internal VirtualMdns Mdns { get; }

    /// <summary>Adds a machine, with the next free address of 10.0.0.0/16.</summary>
    /// <param name="skew">How many seconds its clock gains in a second; a common crystal has up to 0.00005 either way.</param>
    /// <returns>The machine. Its clock starts anywhere within an hour of the others.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="skew"/> is not between -0.5 and 0.5.</exception>
    public VirtualMachine AddMachine(double skew = 0)
    {
        if (!(skew is >= -0.5 and <= 0.5))
            throw new ArgumentOutOfRangeException(nameof(skew), skew, "the skew of a clock is between -0.5 and 0.5");
        lock (Gate)
        {
            int number = _machines.Count + 1;
            var address = new IPAddress([10, 0, (byte)(number / 250), (byte)(number % 250 + 1)]);
            var machine = new VirtualMachine(this, address, new MachineClock(Clock, offset: _random.NextDouble() * 3_600, skew));
            _machines.Add(machine);
            return machine;
        }
    }

    /// <summary>Gives a machine a host name, as a name server would; it may have several.</summary>
    /// <param name="host">The name. A name that another machine has means this one from now on.</param>
    /// <param name="machine">The machine.</param>
    public void SetHostName(string host, VirtualMachine machine)
    {
        lock (Gate)
            _names[host] = machine;
    }

    /// <summary>Sets the conditions of the way from one machine to another; those of the way back stay.</summary>
    /// <param name="from">Where packets leave.</param>
    /// <param name="to">Where they arrive.</param>
    /// <param name="conditions">The conditions, for packets that are sent from now on.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value of the conditions is out of its range.</exception>
    public void SetConditions(VirtualMachine from, VirtualMachine to, LinkConditions conditions)
    {
        conditions.Validate();
        lock (Gate)
            _conditions[(from, to)] = conditions;
    }

    internal LinkConditions ConditionsOf(VirtualMachine from, VirtualMachine to)
    {
        if (from == to)
            return Loopback;
        lock (Gate)
            return _conditions.GetValueOrDefault((from, to), _default);
    }

    /// <summary>The address that a host name, or an address that is written with dots, stands for; null when nobody has it.</summary>
    internal IPAddress? Resolve(string host)
    {
        if (IPAddress.TryParse(host, out IPAddress? address))
            return address;
        lock (Gate)
            return _names.GetValueOrDefault(host)?.Address;
    }

    /// <summary>How long a packet takes.</summary>
    internal double Delay(LinkConditions link)
    {
        lock (Gate)
            return link.Latency + (link.Jitter > 0 ? -link.Jitter * Math.Log(1 - _random.NextDouble()) : 0);
    }

    /// <summary>Throws dice. Draws nothing when the outcome is certain, so that conditions that do not matter do not change the history.</summary>
    internal bool Happens(double share)
    {
        if (share is <= 0 or >= 1)
            return share >= 1;
        lock (Gate)
            return _random.NextDouble() < share;
    }

    /// <summary>A number from 1 to <paramref name="max"/>.</summary>
    internal int Pick(int max)
    {
        lock (Gate)
            return 1 + _random.Next(max);
    }

    /// <summary>A seed for something that is random outside of the network.</summary>
    internal int NextSeed()
    {
        lock (Gate)
            return _random.Next();
    }

    /// <summary>The machine that an address means, seen from another; null when there is none.</summary>
    internal VirtualMachine? Find(VirtualMachine from, IPAddress address)
    {
        if (IPAddress.IsLoopback(address))
            return from;
        lock (Gate)
            return _machines.Find(machine => machine.Address.Equals(address));
    }
}
