namespace O2.Protocol;

/// <summary>A copy of a delivered message for one tapper.</summary>
/// <param name="Receiver">The tapper's provider at the process that owns the tap. The copy goes there directly, whoever else offers the service.</param>
/// <param name="Message">The copy.</param>
public readonly record struct TapCopy(ServiceProvider Receiver, O2Message Message);
