using Akka.Actor;
using O2.Protocol;

namespace O2.Actors;

/// <content>Taps: copies of what is sent to a service.</content>
public sealed partial class O2Process
{
    private int _tapCount;

    /// <summary>Copies every message that is delivered to one service to another one, of this process.</summary>
    /// <param name="tappee">The service to listen to, of any process. It need not exist yet, and may come and go.</param>
    /// <param name="tapper">The service of this process that gets the copies: same path, types and arguments behind its own name. While this process does not
    /// offer it, copies are dropped and counted (<see cref="DropReason.UnknownTapper"/>).</param>
    /// <param name="mode">How copies travel from the tappee's process.</param>
    /// <returns>Ends the tap when it is disposed, as does withdrawing the tapper. Disposing it twice does no harm.</returns>
    /// <exception cref="ArgumentException">A name is not 1 to 64 bytes long, begins with <c>!</c> or has a <c>/</c>; or the tap exists.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The mode is none of the values of its type.</exception>
    public IDisposable Tap(string tappee, string tapper, TapSendMode mode = TapSendMode.Keep)
    {
        if (!Enum.IsDefined(mode))
            throw new ArgumentOutOfRangeException(nameof(mode), mode, "The mode must be a value of TapSendMode.");
        if (!Live.Directory.Write(d => d.TryTap(tappee, tapper, mode)))
            throw new ArgumentException($"The service '{tapper}' of this process already taps '{tappee}'.", nameof(tapper));
        return new TapHandle(() => Core.Directory.Write(d => d.TryUntap(tappee, tapper)));
    }

    /// <summary>Calls a handler for every message that is delivered to a service.</summary>
    /// <param name="tappee">The service to listen to, of any process.</param>
    /// <param name="handler">Called on the receiving thread; must be quick and must not block. The address it sees begins with the name of
    /// the tapper, a service made for this tap; the path behind it is the tappee's.</param>
    /// <param name="mode">How copies travel from the tappee's process.</param>
    /// <returns>Ends the tap when it is disposed.</returns>
    /// <exception cref="ArgumentException">The name is not allowed.</exception>
    public IDisposable Tap(string tappee, O2Handler handler, TapSendMode mode = TapSendMode.Keep)
    {
        ArgumentNullException.ThrowIfNull(handler);
        var tapper = AddTapper(hasActor: false);
        tapper.Methods.Add("", null, handler);
        return Tap(tappee, tapper, mode);
    }

    /// <summary>Sends an actor every message that is delivered to a service, as <see cref="O2Message"/>.</summary>
    /// <param name="tappee">The service to listen to, of any process.</param>
    /// <param name="subscriber">The actor; when it stops, the tap ends.</param>
    /// <param name="mode">How copies travel from the tappee's process.</param>
    /// <returns>Ends the tap when it is disposed.</returns>
    /// <exception cref="ArgumentException">The name is not allowed.</exception>
    public IDisposable Tap(string tappee, IActorRef subscriber, TapSendMode mode = TapSendMode.Keep)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        var tapper = AddTapper(hasActor: true);
        var tap = Tap(tappee, tapper, mode);
        _ensemble.Tell(new TapProtocol.Start(tapper, subscriber));
        return new TapHandle(() =>
        {
            tap.Dispose();
            _ensemble.Tell(new TapProtocol.Stop(tapper));
        });
    }

    /// <summary>Ends a tap.</summary>
    /// <param name="tappee">The tapped service.</param>
    /// <param name="tapper">The service of this process that got the copies.</param>
    /// <returns>False when there was no such tap.</returns>
    public bool Untap(string tappee, string tapper) => Live.Directory.Write(d => d.TryUntap(tappee, tapper));

    private LocalService AddTapper(bool hasActor) => Live.Directory.AddLocal(
        $"tap_{Name.TcpPort:x4}_{Interlocked.Increment(ref _tapCount)}", hasActor, ServiceProperties.Empty);

    private TapHandle Tap(string tappee, LocalService tapper, TapSendMode mode)
    {
        try
        {
            Tap(tappee, tapper.Name, mode);
        }
        catch
        {
            Core.Directory.RemoveLocal(tapper);
            throw;
        }

        return new TapHandle(() => Core.Directory.RemoveLocal(tapper));
    }
}
