using System.Globalization;
using O2.Actors;

namespace O2.Cli;

/// <summary>A gateway line of the reference's file.</summary>
/// <param name="Kind"><c>O2_to_OSC</c>, <c>OSC_to_O2</c>, <c>MIDI_in</c> or <c>MIDI_out</c>.</param>
/// <param name="Values">Its values, in order.</param>
/// <param name="Line">Where it stands.</param>
internal sealed record ReferenceGateway(string Kind, IReadOnlyList<string> Values, int Line)
{
    public const string OscOut = "O2_to_OSC", OscIn = "OSC_to_O2";

    /// <summary>Values: transport, port, service.</summary>
    /// <exception cref="UserErrorException">One of them is none.</exception>
    public OscInSection ToOscIn(string file) => new() { Transport = Transport(file, Values[0]), Port = Port(file, Values[1]), Service = Values[2] };

    /// <summary>Values: service, address, port, transport.</summary>
    /// <exception cref="UserErrorException">One of them is none.</exception>
    public OscOutSection ToOscOut(string file) => new()
    {
        Service = Values[0],
        To = $"{WithoutLeadingZeros(Values[1])}:{Port(file, Values[2])}",
        Transport = Transport(file, Values[3]),
    };

    /// <summary>The form of the reference fills up each number of an address: 010.000.000.020 is 10.0.0.20.</summary>
    private static string WithoutLeadingZeros(string address) => string.Join('.', address.Split('.').Select(
        part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number.ToString(CultureInfo.InvariantCulture) : part));

    private int Port(string file, string text) => ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        ? port
        : throw new UserErrorException($"{file}, line {Line}: \"{text}\" is no port.");

    private OscTransport Transport(string file, string text) => text switch
    {
        "UDP" => OscTransport.Udp,
        "TCP" => OscTransport.Tcp,
        _ => throw new UserErrorException($"{file}, line {Line}: here has to stand UDP or TCP, not \"{text}\"."),
    };
}
