namespace O2.Cli;

/// <summary>A gateway line of the reference's file.</summary>
/// <param name="Kind"><c>O2_to_OSC</c>, <c>OSC_to_O2</c>, <c>MIDI_in</c> or <c>MIDI_out</c>.</param>
/// <param name="Values">Its values, in order.</param>
/// <param name="Line">Where it stands.</param>
internal sealed record ReferenceGateway(string Kind, IReadOnlyList<string> Values, int Line);
