using O2.Protocol;

namespace O2.Actors;

/// <summary>A link to a client that knows bundles, with their times: they go there at once, instead of being opened here at their time.</summary>
internal interface IBundleLink
{
    /// <summary>Whether a bundle can go there as it is: everything in it is for the client's own service.</summary>
    bool Takes(O2Message bundle);
}
