namespace O2.Protocol;

/// <summary>Which copies a delivered message produces.</summary>
/// <remarks>
/// <para>After a message was delivered to a service of this process (also if no method matched), or passed on to a bridge client or to OSC,
/// each tap of the service gets a copy: the tapper's name in place of the tappee's, time, types and arguments unchanged, one hop more.
/// Copies with <see cref="ProtocolLimits.MaxTapHops"/> hops are delivered but not copied again. Bundles are not tapped, only what is in them.</para>
/// <para>A copy is made only if the directory lists the tap's owner as a provider of the tapper: a reference process that gets a copy for a service
/// it does not know crashes. Thread-safe: yes. Source: O2 2.0, "Taps".</para>
/// </remarks>
public static class TapRules
{
    /// <summary>Finds the copies of a message.</summary>
    /// <param name="delivered">The message that was delivered.</param>
    /// <param name="tappee">The service to which it was delivered.</param>
    /// <param name="directory">The directory that has the service.</param>
    /// <returns>The copies, to be enumerated by <c>foreach</c>. Allocates: only the messages.</returns>
    public static TapCopies CopiesOf(O2Message delivered, ServiceEntry tappee, DirectorySnapshot directory) => new(delivered, tappee, directory);

    /// <summary>Returns the flags of a copy.</summary>
    /// <param name="flags">The flags of the message that was delivered.</param>
    /// <param name="mode">The mode of the tap.</param>
    /// <returns>One hop more, the tap bit, and the transport that the mode asks for.</returns>
    public static MessageFlags FlagsOfCopy(MessageFlags flags, TapSendMode mode)
    {
        MessageFlags next = flags.NextTapHop();
        return mode switch
        {
            TapSendMode.Reliable => next.WithReliable(true),
            TapSendMode.BestEffort => next.WithReliable(false),
            _ => next,
        };
    }

    /// <summary>Tells whether a message may still be copied.</summary>
    /// <param name="flags">The flags of the message that was delivered.</param>
    /// <returns>False for a copy that has made all its hops.</returns>
    public static bool MayBeCopied(MessageFlags flags) => flags.Hops < ProtocolLimits.MaxTapHops;
}
