namespace O2.Actors;

/// <summary>What the methods of a service made of a message.</summary>
internal enum DispatchResult
{
    /// <summary>At least one method was called.</summary>
    Handled,

    /// <summary>Methods exist for the address, but none takes these arguments.</summary>
    TypeMismatch,

    /// <summary>No method exists for the address.</summary>
    NoHandler,
}
