using System.Diagnostics.CodeAnalysis;

namespace O2.Protocol.Lite;

/// <summary>What bridge clients say to their host.</summary>
/// <remarks>
/// All have timestamp 0 and go reliably, except the search for a host and the question for the time. Types must match exactly, nothing is coerced;
/// a message that a <c>TryRead</c> refuses is to be dropped with a warning. Thread-safe: yes. Source: O2 2.0, O2lite and WebSocket bridges.
/// </remarks>
public static class LiteClientMessages
{
    private const int SearchKind = (int)IntroductionKind.Info;

    /// <summary>Makes <c>!_o2/o2lite/con</c>, which must be the first message on a TCP connection.</summary>
    /// <param name="internalIp">IPv4 address to which the host sends datagrams, first octet in the highest byte.</param>
    /// <param name="udpPort">UDP port to which the host sends datagrams.</param>
    /// <returns>The message.</returns>
    public static O2Message CreateConnect(uint internalIp, int udpPort) =>
        Create(LiteVariant.Sockets, LiteMethod.Connect, LowerHex.FormatAddress(internalIp), udpPort);

    /// <summary>Reads <c>con</c>.</summary>
    /// <param name="message">The message.</param>
    /// <param name="internalIp">Address of the client by its own account.</param>
    /// <param name="udpPort">Its UDP port, 1 to 65535.</param>
    /// <returns>False when the types differ or the address or the port is malformed.</returns>
    public static bool TryReadConnect(O2Message message, out uint internalIp, out int udpPort)
    {
        (internalIp, udpPort) = (0, 0);
        if (message.Types != LiteAddress.TypesOf(LiteVariant.Sockets, LiteMethod.Connect))
            return false;
        O2MessageView view = message.AsView();
        udpPort = view.Int32(1);
        return LowerHex.TryParseAddress(view.Text(0), out internalIp) && IsPort(udpPort);
    }

    /// <summary>Makes <c>/_o2/ws/dy</c>, which must be the first message on a WebSocket.</summary>
    /// <param name="ensemble">The ensemble that the client wants to join.</param>
    /// <returns>The message.</returns>
    public static O2Message CreateJoin(string ensemble) => Create(LiteVariant.Web, LiteMethod.Introduction, ensemble);

    /// <summary>Reads <c>/_o2/ws/dy</c>.</summary>
    /// <param name="message">The message.</param>
    /// <param name="ensemble">The ensemble that the client wants to join; to be compared byte for byte.</param>
    /// <returns>False when the types differ.</returns>
    public static bool TryReadJoin(O2Message message, out string ensemble)
    {
        bool isJoin = message.Types == LiteAddress.TypesOf(LiteVariant.Web, LiteMethod.Introduction);
        ensemble = isJoin ? Text(message.AsView(), 0) : "";
        return isJoin;
    }

    /// <summary>Makes <c>!_o2/o2lite/dy</c>, the search for a host by UDP. It is answered by an <see cref="Introduction"/>.</summary>
    /// <param name="ensemble">The ensemble that the client wants to join.</param>
    /// <param name="internalIp">IPv4 address to which the answer goes, first octet in the highest byte.</param>
    /// <param name="udpPort">UDP port to which the answer goes.</param>
    /// <returns>The message; best effort.</returns>
    public static O2Message CreateSearch(string ensemble, uint internalIp, int udpPort) =>
        Create(LiteVariant.Sockets, LiteMethod.Introduction, reliable: false, ensemble, LowerHex.FormatAddress(internalIp), 0, udpPort, SearchKind);

    /// <summary>Reads <c>!_o2/o2lite/dy</c>.</summary>
    /// <param name="message">The message.</param>
    /// <param name="ensemble">The ensemble that the client wants to join; ignore all others.</param>
    /// <param name="internalIp">Where the answer goes.</param>
    /// <param name="udpPort">Where the answer goes, 1 to 65535.</param>
    /// <returns>False when the types differ, the address or the port is malformed, or the kind is not 50. The TCP port, 0 in the reference, is not read.</returns>
    public static bool TryReadSearch(O2Message message, out string ensemble, out uint internalIp, out int udpPort)
    {
        (ensemble, internalIp, udpPort) = ("", 0, 0);
        if (message.Types != LiteAddress.TypesOf(LiteVariant.Sockets, LiteMethod.Introduction))
            return false;
        O2MessageView view = message.AsView();
        ensemble = Text(view, 0);
        udpPort = view.Int32(3);
        return LowerHex.TryParseAddress(view.Text(1), out internalIp) && IsPort(udpPort) && view.Int32(4) == SearchKind;
    }

    /// <summary>Makes <c>sv</c>, which tells of one service or one tap of the client.</summary>
    /// <param name="variant">The dialect.</param>
    /// <param name="group">What became of it. A service without properties is written with the empty text, as C clients do.</param>
    /// <param name="bridgeId">The client; only written in <see cref="LiteVariant.SharedMemory"/>.</param>
    /// <returns>The message.</returns>
    public static O2Message CreateAnnouncement(LiteVariant variant, AnnouncedGroup group, int bridgeId = 0)
    {
        int exists = group.Change is AnnouncedChange.ServiceOffered or AnnouncedChange.TapAdded ? 1 : 0;
        int isService = group.Change is AnnouncedChange.ServiceOffered or AnnouncedChange.ServiceGone ? 1 : 0;
        string text = group.Change == AnnouncedChange.ServiceOffered && ServiceProperties.FromWire(group.Text).IsEmpty ? "" : group.Text;
        ReadOnlySpan<O2Value> args = [bridgeId, group.Service, exists, isService, text, (int)group.Mode];
        return Create(variant, LiteMethod.Announcement, variant == LiteVariant.SharedMemory ? args : args[1..]);
    }

    /// <summary>Reads <c>sv</c>.</summary>
    /// <param name="message">The message.</param>
    /// <param name="variant">The dialect.</param>
    /// <param name="group">
    /// What became of a service or tap. Properties always have a <c>;</c> at either end, whatever the client wrote; none are <c>;</c>.
    /// Names are as the client wrote them.
    /// </param>
    /// <param name="bridgeId">The client in <see cref="LiteVariant.SharedMemory"/>, else 0.</param>
    /// <returns>False when the types differ.</returns>
    public static bool TryReadAnnouncement(O2Message message, LiteVariant variant, out AnnouncedGroup group, out int bridgeId)
    {
        (group, bridgeId) = (default, 0);
        if (message.Types != LiteAddress.TypesOf(variant, LiteMethod.Announcement))
            return false;
        O2MessageView view = message.AsView();
        int first = 0;
        if (variant == LiteVariant.SharedMemory)
            bridgeId = view.Int32(first++);

        string name = Text(view, first), text = Text(view, first + 3);
        int mode = view.Int32(first + 4);
        group = (view.Boolean(first + 1), view.Boolean(first + 2)) switch
        {
            (true, true) => AnnouncedGroup.Offered(name, ServiceProperties.FromWire(text)),
            (false, true) => AnnouncedGroup.Gone(name),
            (true, false) => new(AnnouncedChange.TapAdded, name, text, mode is 1 or 2 ? (TapSendMode)mode : TapSendMode.Keep),
            (false, false) => new(AnnouncedChange.TapRemoved, name, text),
        };
        return true;
    }

    /// <summary>Makes <c>cs/get</c>, the question for the time, whose answer is to go to <see cref="LiteAddress.ClockAnswer"/>.</summary>
    /// <param name="variant">The dialect.</param>
    /// <param name="bridgeId">The client.</param>
    /// <param name="number">The number that the answer is to repeat.</param>
    /// <returns>The message; best effort.</returns>
    public static O2Message CreateClockQuestion(LiteVariant variant, int bridgeId, int number) =>
        Create(variant, LiteMethod.ClockQuestion, reliable: false, bridgeId, number, LiteAddress.ClockAnswer);

    /// <summary>Reads <c>cs/get</c>.</summary>
    /// <param name="message">The message.</param>
    /// <param name="bridgeId">The client. Has no meaning on a WebSocket, where the connection tells who asks.</param>
    /// <param name="number">The number to repeat in the answer.</param>
    /// <param name="replyTo">The address of the answer, which goes to the client and to nobody else.</param>
    /// <returns>False when the types differ, or the text is no address of a message.</returns>
    public static bool TryReadClockQuestion(O2Message message, out int bridgeId, out int number, [NotNullWhen(true)] out O2Address? replyTo)
    {
        (bridgeId, number, replyTo) = (0, 0, null);
        if (message.Types != LiteAddress.TypesOf(LiteVariant.Sockets, LiteMethod.ClockQuestion))
            return false;
        O2MessageView view = message.AsView();
        (bridgeId, number) = (view.Int32(0), view.Int32(1));
        return O2Address.TryParse(view.TextUtf8(2), out replyTo) && !replyTo.IsBundle;
    }

    /// <summary>Makes <c>cs/cs</c>, by which the client says that it has global time.</summary>
    /// <param name="variant">The dialect.</param>
    /// <returns>The message.</returns>
    public static O2Message CreateClockSynchronized(LiteVariant variant) => Create(variant, LiteMethod.ClockSynchronized);

    /// <summary>Makes <c>st</c>, the question for the status of a service.</summary>
    /// <param name="variant">The dialect.</param>
    /// <param name="service">The service.</param>
    /// <returns>The message.</returns>
    public static O2Message CreateStatus(LiteVariant variant, string service) => Create(variant, LiteMethod.Status, service);

    /// <summary>Reads the question for the status of a service.</summary>
    /// <param name="message">The message.</param>
    /// <param name="service">The service; any text.</param>
    /// <returns>False when the types differ.</returns>
    public static bool TryReadStatus(O2Message message, out string service)
    {
        bool isStatus = message.Types == LiteAddress.TypesOf(LiteVariant.Sockets, LiteMethod.Status);
        service = isStatus ? Text(message.AsView(), 0) : "";
        return isStatus;
    }

    /// <summary>Makes <c>ls</c>, the question for all services and taps.</summary>
    /// <param name="variant">The dialect.</param>
    /// <returns>The message.</returns>
    public static O2Message CreateList(LiteVariant variant) => Create(variant, LiteMethod.List);

    /// <summary>Makes <c>!_o2/o2lite/early</c>, by which the client offers to hold timed messages itself. C++ hosts drop it with a warning.</summary>
    /// <returns>The message.</returns>
    public static O2Message CreateEarly() => Create(LiteVariant.Sockets, LiteMethod.Early);

    /// <summary>Makes <c>!_o2/ws/full</c>, by which the client says that it reads <see cref="TextMessageForm.Full"/>. C++ hosts drop it with a warning.</summary>
    /// <returns>The message.</returns>
    public static O2Message CreateFull() => Create(LiteVariant.Web, LiteMethod.Full);

    private static O2Message Create(LiteVariant variant, LiteMethod method, params ReadOnlySpan<O2Value> args) =>
        Create(variant, method, reliable: true, args);

    private static O2Message Create(LiteVariant variant, LiteMethod method, bool reliable, params ReadOnlySpan<O2Value> args) =>
        O2Message.Create(LiteAddress.Of(variant, method), GlobalTime.Immediately, reliable ? MessageFlags.Reliable : MessageFlags.BestEffort, args);

    private static string Text(O2MessageView view, int i) => AddressText.Decode(view.TextUtf8(i));

    private static bool IsPort(int port) => port is >= 1 and <= ushort.MaxValue;
}
