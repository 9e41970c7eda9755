using O2.Protocol;

namespace O2.Actors;

/// <content>Sending: a message is written into the ring, from where the process takes it and sends it on.</content>
public sealed partial class SharedMemoryClient
{
    /// <summary>Sends a best-effort message.</summary>
    /// <param name="address">Where to, for example <c>/meter/level</c>.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>
    /// <see cref="SendStatus.Sent"/>: the process will read it, and count what it cannot deliver. <see cref="SendStatus.Blocked"/>: the ring is full.
    /// <see cref="SendStatus.TooLarge"/>: it never fits. <see cref="SendStatus.NoService"/>: the process or this client has left.
    /// </returns>
    /// <exception cref="ArgumentException">The address is malformed, or that of a bundle.</exception>
    /// <remarks>Allocates: only for an address that was not used lately; give an <see cref="O2Address"/> to be sure.</remarks>
    public SendStatus Send(string address, params ReadOnlySpan<O2Value> args) => Send(_addresses.Get(address), args);

    /// <summary>Sends a best-effort message.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>As <see cref="Send(string, ReadOnlySpan{O2Value})"/>.</returns>
    /// <exception cref="ArgumentException">The address is that of a bundle.</exception>
    public SendStatus Send(O2Address address, params ReadOnlySpan<O2Value> args) => Send(address, GlobalTime.Immediately, args);

    /// <summary>Sends a best-effort message that is delivered at a moment of the ensemble's clock.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="at">When.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>As <see cref="Send(string, ReadOnlySpan{O2Value})"/>.</returns>
    /// <exception cref="ArgumentException">The address is that of a bundle.</exception>
    public SendStatus Send(O2Address address, GlobalTime at, params ReadOnlySpan<O2Value> args) => Write(address, at, MessageFlags.BestEffort, args);

    /// <summary>Sends a reliable message.</summary>
    /// <param name="address">Where to, for example <c>/conductor/ready</c>.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>As <see cref="Send(string, ReadOnlySpan{O2Value})"/>.</returns>
    /// <exception cref="ArgumentException">The address is malformed, or that of a bundle.</exception>
    /// <remarks>Allocates: only for an address that was not used lately; give an <see cref="O2Address"/> to be sure.</remarks>
    public SendStatus SendReliable(string address, params ReadOnlySpan<O2Value> args) => SendReliable(_addresses.Get(address), args);

    /// <summary>Sends a reliable message.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>As <see cref="Send(string, ReadOnlySpan{O2Value})"/>.</returns>
    /// <exception cref="ArgumentException">The address is that of a bundle.</exception>
    public SendStatus SendReliable(O2Address address, params ReadOnlySpan<O2Value> args) => SendReliable(address, GlobalTime.Immediately, args);

    /// <summary>Sends a reliable message that is delivered at a moment of the ensemble's clock.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="at">When.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>As <see cref="Send(string, ReadOnlySpan{O2Value})"/>.</returns>
    /// <exception cref="ArgumentException">The address is that of a bundle.</exception>
    public SendStatus SendReliable(O2Address address, GlobalTime at, params ReadOnlySpan<O2Value> args) => Write(address, at, MessageFlags.Reliable, args);

    /// <summary>Sends a message that was made before.</summary>
    /// <param name="message">The message or bundle.</param>
    /// <returns>As <see cref="Send(string, ReadOnlySpan{O2Value})"/>.</returns>
    public SendStatus TrySend(O2Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (!IsConnected)
            return SendStatus.NoService;
        return _link.ToHost.TryWrite(message.AsView()) ? SendStatus.Sent : WhyNot(message.Types.Length, message.Data.Length);
    }

    private SendStatus Write(O2Address address, GlobalTime at, MessageFlags flags, ReadOnlySpan<O2Value> args)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsBundle)
            throw new ArgumentException($"'{address}' is the address of a bundle; see O2Message.CreateBundle.", nameof(address));
        if (!IsConnected)
            return SendStatus.NoService;
        if (_link.ToHost.TryWrite(address, at, flags, args))
            return SendStatus.Sent;
        ArgumentEncoder.Measure(args, out int typeCount, out int dataLength);
        return WhyNot(typeCount, dataLength);
    }

    private SendStatus WhyNot(int typeCount, int dataLength) => _link.ToHost.CanTake(typeCount, dataLength) ? SendStatus.Blocked : SendStatus.TooLarge;
}
