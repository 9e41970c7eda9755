namespace O2.Protocol.Lite;

/// <summary>What a host says to its bridge clients, the same in all dialects.</summary>
/// <remarks>
/// All have timestamp 0 and go reliably, except the answer of the clock. Types must match exactly, nothing is coerced.
/// The reference sends some of these with tap bits in the flags; they mean nothing. Thread-safe: yes. Source: O2 2.0, O2lite and WebSocket bridges.
/// </remarks>
public static class LiteHostMessages
{
    /// <summary>Makes <c>!_o2/id</c>, which accepts a client.</summary>
    /// <param name="id">The bridge id, above 0.</param>
    /// <returns>The message.</returns>
    public static O2Message CreateBridgeId(int id) => Create(LiteAddress.BridgeId, id);

    /// <summary>Reads <c>!_o2/id</c>.</summary>
    /// <param name="message">The message.</param>
    /// <param name="id">The bridge id.</param>
    /// <returns>False when the types differ or the id is not above 0.</returns>
    public static bool TryReadBridgeId(O2Message message, out int id)
    {
        id = message.Types == "i" ? message.AsView().Int32(0) : 0;
        return id > 0;
    }

    /// <summary>Makes the answer of the clock.</summary>
    /// <param name="replyTo">The address that the question gave.</param>
    /// <param name="number">The number of the question.</param>
    /// <param name="time">The ensemble's time, read as late as possible.</param>
    /// <returns>The message; best effort.</returns>
    public static O2Message CreateClockAnswer(O2Address replyTo, int number, GlobalTime time) =>
        O2Message.Create(replyTo, GlobalTime.Immediately, MessageFlags.BestEffort, number, O2Value.Time(time));

    /// <summary>Reads the answer of the clock.</summary>
    /// <param name="message">The message.</param>
    /// <param name="number">The number of the question.</param>
    /// <param name="time">The host's time; anything that fits into a double.</param>
    /// <returns>False when the types differ.</returns>
    public static bool TryReadClockAnswer(O2Message message, out int number, out GlobalTime time) => ClockMessages.TryReadPut(message, out number, out time);

    /// <summary>Makes <c>!_o2/st</c>.</summary>
    /// <param name="service">The service that was asked for.</param>
    /// <param name="status">Its status as the host sees it.</param>
    /// <returns>The message.</returns>
    public static O2Message CreateStatus(string service, ServiceStatus status) => Create(LiteAddress.Status, service, (int)status);

    /// <summary>Reads <c>!_o2/st</c>.</summary>
    /// <param name="message">The message.</param>
    /// <param name="service">The service.</param>
    /// <param name="status">Its status as the host sees it; hosts may send values that the enumeration does not have.</param>
    /// <returns>False when the types differ.</returns>
    public static bool TryReadStatus(O2Message message, out string service, out ServiceStatus status)
    {
        (service, status) = ("", ServiceStatus.Unknown);
        if (message.Types != "si")
            return false;
        O2MessageView view = message.AsView();
        (service, status) = (AddressText.Decode(view.TextUtf8(0)), (ServiceStatus)view.Int32(1));
        return true;
    }

    /// <summary>Makes <c>!_o2/ls</c>, one row of the list, or its end.</summary>
    /// <param name="row">The row; null for the end.</param>
    /// <returns>The message.</returns>
    public static O2Message CreateListing(ServiceListing? row) => row is null
        ? Create(LiteAddress.Listing, "", 0, "", "")
        : Create(LiteAddress.Listing, row.Service, (int)row.Status, row.Process, row.Tapper ?? row.Properties?.Text ?? "");

    /// <summary>Reads <c>!_o2/ls</c>.</summary>
    /// <param name="message">The message.</param>
    /// <param name="row">The row; null at the end of the list.</param>
    /// <returns>False when the types differ.</returns>
    public static bool TryReadListing(O2Message message, out ServiceListing? row)
    {
        row = null;
        if (message.Types != "siss")
            return false;
        O2MessageView view = message.AsView();
        string service = AddressText.Decode(view.TextUtf8(0)), process = AddressText.Decode(view.TextUtf8(2)), text = AddressText.Decode(view.TextUtf8(3));
        ServiceStatus status = (ServiceStatus)view.Int32(1);
        row = (service, status) switch
        {
            ("", _) => null,
            (_, ServiceStatus.Tap) => new(service, status, process, text, null),
            _ => new(service, status, process, null, ServiceProperties.FromWire(text)),
        };
        return true;
    }

    private static O2Message Create(string address, params ReadOnlySpan<O2Value> args) =>
        O2Message.Create(address, GlobalTime.Immediately, reliable: true, args);
}
