using System.Diagnostics.CodeAnalysis;

namespace O2.Protocol;

/// <summary>What a process tells others about itself, and whom it takes for a member of its ensemble.</summary>
/// <param name="Ensemble">Our ensemble.</param>
/// <param name="Self">What we tell about ourselves.</param>
/// <param name="Hub">The process that we were told to use as hub, or null.</param>
/// <remarks>Immutable. Thread-safe: yes.</remarks>
public sealed record PeerIdentity(string Ensemble, ProcessInfo Self, ProcessName? Hub = null)
{
    /// <summary>Reads an introduction that came through a broker.</summary>
    /// <param name="message">A message for <c>/_o2/dy</c>.</param>
    /// <param name="process">The process that is to be treated as discovered.</param>
    /// <returns>
    /// False when the message is to be ignored: it is malformed, does not fit us, or is of another kind than <see cref="IntroductionKind.Info"/> and
    /// <see cref="IntroductionKind.Callback"/>.
    /// </returns>
    public bool TryDiscover(O2Message message, [NotNullWhen(true)] out ProcessInfo? process)
    {
        process = null;
        if (Introduction.TryRead(message, out Introduction? introduction) && FindMismatch(introduction) is null
            && introduction.Kind is IntroductionKind.Info or IntroductionKind.Callback)
        {
            process = introduction.Process;
        }

        return process is not null;
    }

    internal O2Message Introduce(IntroductionKind kind) => new Introduction(Ensemble, Self, kind).ToMessage();

    /// <summary>Tells why an introduction does not fit this process; null when it does.</summary>
    internal PeerEndReason? FindMismatch(Introduction introduction)
    {
        if (introduction.Ensemble != Ensemble)
            return PeerEndReason.OtherEnsemble;

        if (!ProtocolVersion.AreCompatible(introduction.Process.Version, Self.Version))
            return PeerEndReason.OtherMajorVersion;

        return introduction.Process.Name == Self.Name ? PeerEndReason.Ourselves : null;
    }
}
