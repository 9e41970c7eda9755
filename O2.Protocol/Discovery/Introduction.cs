using System.Diagnostics.CodeAnalysis;

namespace O2.Protocol;

/// <summary>The message <c>!_o2/dy</c>, by which processes make themselves known to each other.</summary>
/// <param name="Ensemble">The ensemble of the sender. The receiver compares it byte for byte before anything else.</param>
/// <param name="Process">The process that is described: the sender, except in <see cref="IntroductionKind.Info"/> from a hub.</param>
/// <param name="Kind">What it is for. Other values than those of the enumeration occur if a peer sends them.</param>
/// <remarks>
/// Types exactly <c>sissiii</c>: ensemble, version, public address (8 hexadecimal digits), internal address (same), TCP port, UDP port, kind.
/// Thread-safe: yes. Source: O2 2.0, discovery.
/// </remarks>
public sealed record Introduction(string Ensemble, ProcessInfo Process, IntroductionKind Kind)
{
    private const string Types = "sissiii";

    /// <summary>Writes the message.</summary>
    /// <param name="reliable">True for TCP; false only for <see cref="IntroductionKind.Info"/>, which may go by UDP.</param>
    /// <returns>The message.</returns>
    /// <exception cref="ArgumentException">Another kind than <see cref="IntroductionKind.Info"/> is to go by UDP: a reference process would close its TCP listener.</exception>
    public O2Message ToMessage(bool reliable = true)
    {
        if (!reliable && Kind != IntroductionKind.Info)
            throw new ArgumentException($"An introduction of kind {Kind} goes by TCP only.", nameof(reliable));

        return O2Message.Create(
            SystemAddress.Introduction,
            GlobalTime.Immediately,
            reliable,
            Ensemble,
            Process.Version,
            LowerHex.FormatAddress(Process.Name.PublicIp),
            LowerHex.FormatAddress(Process.Name.InternalIp),
            Process.Name.TcpPort,
            Process.UdpPort,
            (int)Kind);
    }

    /// <summary>Reads a message that was sent to <c>/_o2/dy</c>.</summary>
    /// <param name="message">The message.</param>
    /// <param name="introduction">What it says.</param>
    /// <returns>False when the types differ, or the ensemble name, an address or a port is malformed.</returns>
    public static bool TryRead(O2Message message, [NotNullWhen(true)] out Introduction? introduction)
    {
        introduction = null;
        if (message.Types != Types)
            return false;

        O2MessageView view = message.AsView();
        int tcpPort = view.Int32(4), udpPort = view.Int32(5);
        if (!LowerHex.TryParseAddress(view.Text(2), out uint publicIp) || !LowerHex.TryParseAddress(view.Text(3), out uint internalIp)
            || !IsPort(tcpPort) || !IsPort(udpPort))
        {
            return false;
        }

        string ensemble = AddressText.Decode(view.TextUtf8(0));
        if (!EnsembleName.IsValid(ensemble))
            return false;

        ProcessInfo process = new(new ProcessName(publicIp, internalIp, tcpPort), udpPort, view.Int32(1));
        introduction = new Introduction(ensemble, process, (IntroductionKind)view.Int32(6));
        return true;
    }

    private static bool IsPort(int port) => port is >= 1 and <= ushort.MaxValue;
}
