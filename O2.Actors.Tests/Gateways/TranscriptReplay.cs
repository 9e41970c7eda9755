using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text;
using System.Threading.Channels;
using O2.Actors.Tests.Transcripts;
using O2.Protocol;

namespace O2.Actors.Tests.Gateways;

/// <summary>Plays one party of a transcript of the reference over real sockets, and lets a real process of ours be the other one.</summary>
/// <remarks>
/// What our process has to do is read from what the other party of the transcript did; what it then sends has to be the same, byte for byte, but for
/// names, ports and times. To a reference of ours the first five questions for the time are played, with their answers: they synchronize. As a
/// follower, ours asks when it finds right; each question is compared with those of the transcript, and answered by the peer.
/// </remarks>
internal sealed class TranscriptReplay : IAsyncDisposable
{
    private const int Pings = 5;
    private readonly RawPeer _peer;
    private readonly O2Process _process;
    private readonly string _ours;
    private readonly List<TranscriptPacket> _packets = [];
    private readonly Dictionary<string, string> _names = [];
    private readonly Channel<byte[]> _datagrams = Channel.CreateUnbounded<byte[]>();
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource<IPAddress> _hubLookup;
    private readonly TranscriptPacket _question;
    private RawConnection? _connection;

    private TranscriptReplay(string transcript, string ours, O2Process process, RawPeer peer, TaskCompletionSource<IPAddress> hubLookup)
    {
        _hubLookup = hubLookup;
        _peer = peer;
        _process = process;
        _ours = ours;
        int clockPackets = ours == "a" ? 0 : 2 * Pings;
        var all = Transcript.Load(transcript);
        _question = all.First(p => p.Address == ClockMessages.GetAddress);
        foreach (var packet in all)
        {
            if (ServiceAnnouncement.Read(RawConnection.Decode(packet.Body.ToArray())) is { Process: ['@', ..] } announcement && packet.Address == "!_o2/sv")
                _names[packet.From] = announcement.Process;
            if (!IsBroadcast(packet) && (!IsClock(packet.Address) || clockPackets++ < 2 * Pings))
                _packets.Add(packet);
        }
    }

    /// <summary>Replays a transcript to its end.</summary>
    /// <param name="transcript">Its name.</param>
    /// <param name="ours">The party that our process is, <c>a</c> or <c>b</c>; <c>a</c> is the clock reference.</param>
    /// <param name="prepare">What our process offers from the start.</param>
    /// <param name="finished">What is waited for before our process ends; null for nothing.</param>
    public static async Task RunAsync(string transcript, string ours, Action<O2Process> prepare, Task? finished = null)
    {
        var peer = new RawPeer("gold");
        var hubLookup = new TaskCompletionSource<IPAddress>();
        bool callsHub = Transcript.Load(transcript).Any(p => p.From == ours && p.Address == "!_o2/hub");
        var process = await (callsHub ? peer.StartHubClientAsync(hubLookup.Task) : peer.StartProcessAsync());
        prepare(process);
        if (ours == "a")
            process.BecomeClockReference();
        await using var replay = new TranscriptReplay(transcript, ours, process, peer, hubLookup);
        var clock = replay.ServeDatagramsAsync();
        foreach (var packet in replay._packets)
            await (packet.From == ours ? replay.ExpectAsync(packet) : replay.PlayAsync(packet));
        await (finished ?? Task.CompletedTask);
        await replay._end.CancelAsync();
        await clock;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _connection?.Dispose();
        _peer.Dispose();
        _end.Dispose();
    }

    /// <summary>The reference was built with its discovery by broadcast, as it has no hub else.</summary>
    private static bool IsBroadcast(TranscriptPacket packet) => !packet.IsTcp && packet.Address == SystemAddress.Introduction;

    private static bool IsClock(string address) => address == ClockMessages.GetAddress || address.EndsWith("/cs/put", StringComparison.Ordinal);

    /// <summary>The peer does what its party did.</summary>
    private async Task PlayAsync(TranscriptPacket packet)
    {
        var message = RawConnection.Decode(Translate(packet)[(packet.IsTcp ? TcpFramer.PrefixBytes : 0)..]);
        if (!packet.IsTcp)
        {
            await _peer.SendDatagramAsync(Translate(packet));
        }
        else if (!TryReadFirst(message, out var introduction))
        {
            await _connection!.SendAsync(Translate(packet));
            await UntilKnownAsync(message);
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

    /// <summary>In the transcript hundreds of milliseconds pass between two announcements of different parties, and who was first matters.</summary>
    private async Task UntilKnownAsync(O2Message message)
    {
        if (message.Address.Text != "!_o2/sv")
            return;
        foreach (var group in ServiceAnnouncement.Read(message)!.Groups)
        {
            if (group.Change == AnnouncedChange.ServiceOffered)
                await _process.Until(() => _process.Status(group.Service) != ServiceStatus.Unknown);
        }
    }

    /// <summary>Our process is made to do what its party did, and has to say the same.</summary>
    private async Task ExpectAsync(TranscriptPacket packet)
    {
        if (TryReadFirst(RawConnection.Decode(packet.Body.ToArray()), out var introduction))
        {
            await ExpectIntroductionAsync(introduction.Kind, packet);
            return;
        }

        byte[] expected = Translate(packet);
        var message = RawConnection.Decode(expected[(packet.IsTcp ? TcpFramer.PrefixBytes : 0)..]);
        await ActAsync(message);
        byte[] actual = packet.IsTcp ? (await _connection!.TryReceiveFrameAsync())! : await _datagrams.Reader.ReadAsync().AsTask().WaitAsync(RawPeer.Patience);
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

    /// <summary>Reads the introduction that a connection begins with; a hub's reply comes on one that is there.</summary>
    private static bool TryReadFirst(O2Message message, [NotNullWhen(true)] out Introduction? introduction) =>
        Introduction.TryRead(message, out introduction) && introduction.Kind != IntroductionKind.Reply;

    private async Task ExpectIntroductionAsync(IntroductionKind kind, TranscriptPacket packet)
    {
        if (kind == IntroductionKind.Callback)
            return;   // it came, and was read, when the process was started: that is how the process found this peer
        if (kind == IntroductionKind.Hub)
            _hubLookup.SetResult(_peer.Address.Address);
        else if (_packets[0].From == _ours)
            await AskForConnectionAsync();
        _connection = await (kind == IntroductionKind.Hub ? _peer.AcceptHubClientAsync() : _peer.AcceptLastingAsync());
        byte[] expected = Translate(packet);
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

    /// <summary>Answers questions for the time, and keeps the other datagrams.</summary>
    private async Task ServeDatagramsAsync()
    {
        try
        {
            while (await _peer.ReceiveDatagramAsync(_end.Token) is { } datagram)
            {
                if (ClockMessages.TryReadGet(RawConnection.Decode([.. datagram]), out int number, out _))
                    await AnswerAsync(number, datagram);
                else
                    _datagrams.Writer.TryWrite(datagram);
            }
        }
        catch (OperationCanceledException)
        {
            // The transcript is over.
        }
        catch (Exception e)
        {
            _datagrams.Writer.TryComplete(e);
            throw;
        }
    }

    private async Task AnswerAsync(int number, byte[] question)
    {
        byte[] expected = Translate(_question);
        BinaryPrimitives.WriteInt32BigEndian(expected.AsSpan(28), number);   // behind flags, time, address and types
        Assert.Equal(Convert.ToHexStringLower(expected), Convert.ToHexStringLower(question));
        await _peer.SendDatagramAsync(ClockMessages.CreatePut(_process.Name, number, new GlobalTime(100 + _process.LocalNow.Seconds)));
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
