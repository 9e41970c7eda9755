namespace O2.Protocol.Osc;

/// <summary>How OSC packets are told apart on a byte stream such as TCP.</summary>
public enum OscFraming
{
    /// <summary>A 32-bit big-endian size before each packet: OSC 1.0, and the only one that C++ O2 has.</summary>
    LengthPrefix,

    /// <summary>SLIP (RFC 1055) with an END before and after each packet: OSC 1.1.</summary>
    Slip,
}
