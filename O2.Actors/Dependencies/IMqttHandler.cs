namespace O2.Actors;

/// <summary>What the user of an <see cref="IMqttClient"/> is told, on any thread, never two messages at once.</summary>
internal interface IMqttHandler
{
    /// <summary>The broker has accepted the client and granted its topics.</summary>
    void OnOnline();

    /// <summary>The broker is lost, or was not reached; the client tries again.</summary>
    /// <param name="reason">Why, for people.</param>
    /// <param name="pause">How long the client waits before that.</param>
    void OnOffline(string reason, TimeSpan pause);

    /// <summary>A message has come.</summary>
    /// <param name="topic">Its topic.</param>
    /// <param name="payload">The payload, which the handler may change; valid during the call.</param>
    void OnMessage(string topic, Span<byte> payload);

    /// <summary>A message has come that is too long to be one of O2, and was passed over.</summary>
    /// <param name="bytes">How long it is.</param>
    void OnSkipped(int bytes);

    /// <summary>Asked after messages: true to receive no more until <see cref="IMqttClient.Resume"/>, which may have been called already.</summary>
    bool TryPause();

    /// <summary>The client has left; the last call.</summary>
    void OnLeft();
}
