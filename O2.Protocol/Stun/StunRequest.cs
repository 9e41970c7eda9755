namespace O2.Protocol.Stun;

/// <summary>A request that the driver of a <see cref="StunQuery"/> has to send: <see cref="StunBinding.WriteRequest"/>.</summary>
/// <param name="Server">The number that the driver gave the server.</param>
/// <param name="Id">The transaction id.</param>
public readonly record struct StunRequest(int Server, StunTransactionId Id);
