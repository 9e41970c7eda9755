using System.Buffers.Binary;
using System.Text;
using O2.Actors.Tests.Transcripts;
using O2.Protocol;

namespace O2.Actors.Tests.Gateways;

/// <summary>Plays one party of a transcript of the reference over real sockets, and lets a real process of ours be the other one.</summary>
/// <remarks>
/// What our process has to do is read from what the other party of the transcript did; what it then sends has to be the same, byte for byte, but for
/// names, ports and times. Of the questions and answers for the time the first five are played: they synchronize.
/// </remarks>
internal sealed class TranscriptReplay : IAsyncDisposable
{
    private const int Pings = 5;
    private readonly RawPeer _peer;
    private readonly O2Process _process;
    private readonly string _ours;
    private readonly List<TranscriptPacket> _packets = [];
    private readonly Dictionary<string, string> _names = [];
    private RawConnection? _connection;

    private TranscriptReplay(string transcript, string ours, O2Process process, RawPeer peer)
    {
        _peer = peer;
        _process = process;
        _ours = ours;
        int clockPackets = 0;
        foreach (var packet in Transcript.Load(transcript))
        {
            if (ServiceAnnouncement.Read(RawConnection.Decode(packet.Body.ToArray())) is { Process: ['@', ..] } announcement && packet.Address == "!_o2/sv")
                _names[packet.From] = announcement.Process;
            if (!IsClock(packet.Address) || clockPackets++ < 2 * Pings)
                _packets.Add(packet);
        }
    }

    /// <summary>Replays a transcript to its end.</summary>
    /// <param name="transcript">Its name.</param>
    /// <param name="ours">The party that our process is, <c>a</c> or <c>b</c>; <c>a</c> is the clock reference.</param>
    /// <param name="prepare">What our process offers from the start.</param>
    public static async Task RunAsync(string transcript, string ours, Action<O2Process> prepare)
    {
        var peer = new RawPeer("gold");
        var process = await peer.StartProcessAsync();
        prepare(process);
        if (ours == "a")
            process.BecomeClockReference();
        await using var replay = new TranscriptReplay(transcript, ours, process, peer);
        foreach (var packet in replay._packets)
            await (packet.From == ours ? replay.ExpectAsync(packet) : replay.PlayAsync(packet));
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _connection?.Dispose();
        _peer.Dispose();
    }

    private static bool IsClock(string address) => address == ClockMessages.GetAddress || address.EndsWith("/cs/put", StringComparison.Ordinal);

    /// <summary>The peer does what its party did.</summary>
    private async Task PlayAsync(TranscriptPacket packet)
    {
        var message = RawConnection.Decode(Translate(packet)[(packet.IsTcp ? TcpFramer.PrefixBytes : 0)..]);
        if (!packet.IsTcp)
        {
            await _peer.SendDatagramAsync(Translate(packet));
        }
        else if (!Introduction.TryRead(message, out var introduction))
        {
            await _connection!.SendAsync(Translate(packet));
        }
        else if (introduction.Kind == IntroductionKind.Callback)
        {
            using var temporary = await RawPeer.ConnectAsync(_process);
            await temporary.SendAsync(Translate(packet));
            await temporary.ReceiveEndAsync();
        }
        else
        {
            _connection = await RawPeer.ConnectAsync(_process);
            await _connection.SendAsync(Translate(packet));
        }
    }

    /// <summary>Our process is made to do what its party did, and has to say the same.</summary>
    private async Task ExpectAsync(TranscriptPacket packet)
    {
        byte[] expected = Translate(packet);
        var message = RawConnection.Decode(expected[(packet.IsTcp ? TcpFramer.PrefixBytes : 0)..]);
        if (Introduction.TryRead(message, out var introduction))
        {
            await ExpectIntroductionAsync(introduction.Kind, expected);
            return;
        }

        await ActAsync(message);
        byte[] actual = packet.IsTcp ? (await _connection!.TryReceiveFrameAsync())! : await ReceiveDatagramAsync(packet.Address);
        if (packet.Address.EndsWith("/cs/put", StringComparison.Ordinal))
        {
            actual.AsSpan(^sizeof(double)..).Clear();
            expected.AsSpan(^sizeof(double)..).Clear();
        }

        if (ServiceAnnouncement.Read(message) is { Groups.Count: > 1 } list)
            AssertSameList(list, expected, actual);
        else
            Assert.Equal(Convert.ToHexStringLower(expected), Convert.ToHexStringLower(actual));
    }

    private async Task ExpectIntroductionAsync(IntroductionKind kind, byte[] expected)
    {
        if (kind == IntroductionKind.Callback)
            return;   // it came, and was read, when the process was started: that is how the process found this peer
        if (_packets[0].From == _ours)
            await AskForConnectionAsync();
        _connection = await _peer.AcceptLastingAsync();
        byte[] actual = (await _connection.TryReceiveFrameAsync())!;
        Assert.Equal(Convert.ToHexStringLower(expected), Convert.ToHexStringLower(actual));
    }

    /// <summary>In the transcript the record was enough for the client to connect; here there is no multicast.</summary>
    private async Task AskForConnectionAsync()
    {
        using var temporary = await RawPeer.ConnectAsync(_process);
        await temporary.SendAsync(_peer.Introduce(IntroductionKind.Callback));
        await temporary.ReceiveEndAsync();
    }

    private async Task ActAsync(O2Message expected)
    {
        if (expected.Address.Text == "!_o2/sv")
        {
            foreach (var group in ServiceAnnouncement.Read(expected)!.Groups)
                Act(group);
        }
        else if (!expected.Flags.IsTap && !IsClock(expected.Address.Text) && expected.Address.Service != ServiceName.Process)
        {
            await _process.Until(() => _process.Status(expected.Address.Service) is ServiceStatus.Remote);
            Assert.Equal(SendStatus.Sent, _process.TrySend(expected));
        }
    }

    private void Act(AnnouncedGroup group)
    {
        var offered = _process.Core.Directory.FindLocal(group.Service) is null ? null : _process.Core.Directory.Snapshot;
        switch (group.Change)
        {
            case AnnouncedChange.ServiceOffered when offered is null:
                _process.AddService(group.Service);
                break;
            case AnnouncedChange.ServiceOffered:
                offered.TryGetService(group.Service, out var entry);
                ChangeProperty(group.Service, entry!.Own!.Properties, ServiceProperties.FromWire(group.Text));
                break;
            case AnnouncedChange.ServiceGone:
                Assert.True(_process.RemoveService(group.Service));
                break;
            case AnnouncedChange.TapAdded:
                _process.Tap(group.Text, group.Service, group.Mode);
                break;
            case AnnouncedChange.TapRemoved:
                Assert.True(_process.Untap(group.Text, group.Service));
                break;
        }
    }

    /// <summary>A property that is set stands first; one that is missing was removed.</summary>
    private void ChangeProperty(string service, ServiceProperties now, ServiceProperties wanted)
    {
        if (now.Equals(wanted))
            return;
        if (wanted.Count < now.Count)
            _process.SetProperty(service, now.Select(p => p.Key).Except(wanted.Select(p => p.Key)).Single(), null);
        else
            _process.SetProperty(service, wanted.First().Key, wanted.First().Value);
    }

    /// <summary>The next datagram that is meant here: once synchronized, our process goes on asking for the time, the transcript's packets for that are left out.</summary>
    private async Task<byte[]> ReceiveDatagramAsync(string address)
    {
        while (true)
        {
            var message = await _peer.ReceiveDatagramAsync();
            if (IsClock(address) || !IsClock(message.Address.Text))
            {
                byte[] bytes = new byte[MessageEncoder.GetUdpSize(message)];
                MessageEncoder.WriteUdp(message, bytes);
                return bytes;
            }
        }
    }

    /// <summary>The first list names the services in the order of a hash table there, and sorted here.</summary>
    private static void AssertSameList(ServiceAnnouncement list, byte[] expected, byte[] actual)
    {
        var ours = ServiceAnnouncement.Read(RawConnection.Decode(actual[TcpFramer.PrefixBytes..]))!;
        Assert.Equal(expected.Length, actual.Length);
        Assert.Equal(list.Process, ours.Process);
        Assert.Equal(list.Groups.OrderBy(g => g.Service), ours.Groups.OrderBy(g => g.Service));
    }

    /// <summary>The packet with the names and ports of this replay; all of the same length.</summary>
    private byte[] Translate(TranscriptPacket packet)
    {
        string text = Encoding.Latin1.GetString(packet.Bytes);
        foreach (var (party, name) in _names)
            text = text.Replace(name, party == _ours ? _process.Name.Text : _peer.Info.Name.Text, StringComparison.Ordinal);
        if (packet.From == _ours && packet.Address == "!_o2/sv")
            text = text.Replace(",ssFFsi\0", IsTapRemoval(packet) ? ",ssFFsi\0" : ",ssFTsi\0", StringComparison.Ordinal);   // R3.44
        byte[] bytes = Encoding.Latin1.GetBytes(text);
        if (packet.Address == "!_o2/dy")
        {
            var info = packet.From == _ours ? _peer.Other : _peer.Info;
            Encoding.ASCII.GetBytes(info.Name.Text.AsSpan(1, 8), bytes.AsSpan(^36));
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(^12), info.Name.TcpPort);
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(^8), info.UdpPort);
        }

        return bytes;
    }

    private static bool IsTapRemoval(TranscriptPacket packet) =>
        ServiceAnnouncement.Read(RawConnection.Decode(packet.Body.ToArray()))!.Groups is [{ Change: AnnouncedChange.TapRemoved }];
}
