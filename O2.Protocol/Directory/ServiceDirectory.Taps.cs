namespace O2.Protocol;

public sealed partial class ServiceDirectory
{
    /// <summary>How many taps one other process may own; further ones are skipped.</summary>
    public const int MaxTapsOfProcess = 4096;

    private readonly Dictionary<ProcessName, int> _tapCounts = [];
    private readonly Dictionary<string, List<Tap>> _tapsByTapper = [];

    /// <summary>Makes a tap of this process. Neither service has to exist.</summary>
    /// <param name="tappee">The service whose messages are copied.</param>
    /// <param name="tapper">The service of this process that receives the copies. When it is withdrawn, the tap ends.</param>
    /// <param name="mode">How the copies travel.</param>
    /// <returns>False when the tap exists; its mode stays as it is.</returns>
    /// <exception cref="ArgumentException">A name is empty, too long, or begins with or contains a character that is not allowed.</exception>
    public bool TryTap(string tappee, string tapper, TapSendMode mode)
    {
        ValidateTapName(tappee, nameof(tappee));
        ValidateTapName(tapper, nameof(tapper));
        Tap tap = new(tappee, tapper, Owner: null, mode);
        if (!TryAddTap(tap))
            return false;

        _announcements.Add(AnnouncedGroup.TapAdded(tap));
        return true;
    }

    /// <summary>Ends a tap of this process.</summary>
    /// <param name="tappee">The tapped service.</param>
    /// <param name="tapper">The tapping service.</param>
    /// <returns>False when there is no such tap.</returns>
    public bool TryUntap(string tappee, string tapper)
    {
        Tap tap = new(tappee, tapper, Owner: null, TapSendMode.Keep);
        if (!TryRemoveTap(tap))
            return false;

        _announcements.Add(AnnouncedGroup.TapRemoved(tap));
        return true;
    }

    private static void ValidateTapName(string name, string parameter)
    {
        if (!ServiceName.IsValidInTap(name))
            throw new ArgumentException($"'{name}' cannot stand in a tap: such names are 1 to 64 bytes long, do not begin with '!' and have no '/'.", parameter);
    }

    /// <summary>False when the tap is refused; one that exists already is ignored.</summary>
    private bool TryAddForeignTap(Tap tap)
    {
        if (!ServiceName.IsValidInTap(tap.Tappee) || !ServiceName.IsValidInTap(tap.Tapper))
            return false;

        int count = _tapCounts.GetValueOrDefault(tap.Owner!);
        if (count >= MaxTapsOfProcess)
            return false;

        if (TryAddTap(tap))
            _tapCounts[tap.Owner!] = count + 1;

        return true;
    }

    private bool TryAddTap(Tap tap)
    {
        ServiceEntry entry = GetOrEmpty(tap.Tappee);
        if (IndexOf(entry, tap) >= 0)
            return false;

        if (!_tapsByTapper.TryGetValue(tap.Tapper, out List<Tap>? taps))
            _tapsByTapper.Add(tap.Tapper, taps = []);

        taps.Add(tap);
        Put(entry.With(entry.Taps.Add(tap)));
        return true;
    }

    private bool TryRemoveTap(Tap tap)
    {
        if (!_services.TryGetValue(tap.Tappee, out ServiceEntry? entry) || IndexOf(entry, tap) is var index && index < 0)
            return false;

        if (tap.Owner is { } owner)
            _tapCounts[owner]--;

        List<Tap> taps = _tapsByTapper[tap.Tapper];
        taps.Remove(entry.Taps[index]);
        if (taps.Count == 0)
            _tapsByTapper.Remove(tap.Tapper);

        Put(entry.With(entry.Taps.RemoveAt(index)));
        return true;
    }

    /// <summary>Ends the taps of a tapper that its process no longer offers; those of this process are announced.</summary>
    private void RemoveTapsOf(string tapper, ProcessName? owner)
    {
        if (!_tapsByTapper.TryGetValue(tapper, out List<Tap>? taps))
            return;

        foreach (Tap tap in taps.ToArray())
        {
            if (tap.Owner == owner && TryRemoveTap(tap) && owner is null)
                _announcements.Add(AnnouncedGroup.TapRemoved(tap));
        }
    }

    /// <summary>Ends all taps of a process that is gone.</summary>
    private void RemoveTapsOf(ProcessName owner)
    {
        foreach (string tapper in (string[])[.. _tapsByTapper.Keys])
            RemoveTapsOf(tapper, owner);

        _tapCounts.Remove(owner);
    }

    private static int IndexOf(ServiceEntry entry, Tap tap)
    {
        for (int i = 0; i < entry.Taps.Length; i++)
        {
            if (entry.Taps[i].IsSameAs(tap))
                return i;
        }

        return -1;
    }
}
