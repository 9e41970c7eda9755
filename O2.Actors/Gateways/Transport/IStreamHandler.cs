namespace O2.Actors;

/// <summary>What the user of an <see cref="IStreamConnection"/> is told, on any thread, never two receiving calls at once.</summary>
internal interface IStreamHandler
{
    /// <summary>Gives the memory that the next bytes are to be written to; not empty. It is not touched before <see cref="OnReceived"/>.</summary>
    Memory<byte> GetReceiveBuffer();

    /// <summary>That many bytes were written at the start of the memory given last.</summary>
    /// <returns>False to receive nothing more until <see cref="IStreamConnection.Resume"/>, which may have been called already.</returns>
    bool OnReceived(int count);

    /// <summary>The send that did not end at once has ended.</summary>
    void OnSent();

    /// <summary>The other side has closed, or the connection failed. The last call; it comes once, also after our own close.</summary>
    void OnClosed(Exception? error);
}
