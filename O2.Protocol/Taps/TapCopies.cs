namespace O2.Protocol;

/// <summary>The copies of one delivered message, made one by one as they are enumerated.</summary>
/// <remarks>Valid as long as one enumeration runs. Thread-safe: no. Allocates: one message and one address for each copy.</remarks>
public struct TapCopies
{
    private readonly O2Message _delivered;
    private readonly ServiceEntry _tappee;
    private readonly DirectorySnapshot _directory;
    private int _next;

    internal TapCopies(O2Message delivered, ServiceEntry tappee, DirectorySnapshot directory)
    {
        _delivered = delivered;
        _tappee = tappee;
        _directory = directory;
        _next = !delivered.IsBundle && TapRules.MayBeCopied(delivered.Flags) ? 0 : tappee.Taps.Length;
    }

    /// <summary>The copy that <see cref="MoveNext"/> has made.</summary>
    public TapCopy Current { get; private set; }

    /// <summary>Lets <c>foreach</c> enumerate the copies.</summary>
    /// <returns>This value.</returns>
    public readonly TapCopies GetEnumerator() => this;

    /// <summary>Makes the next copy; taps whose owner does not offer the tapper are passed over.</summary>
    /// <returns>False when there are no more.</returns>
    public bool MoveNext()
    {
        while (_next < _tappee.Taps.Length)
        {
            Tap tap = _tappee.Taps[_next++];
            if (_directory.TryGetService(tap.Tapper, out ServiceEntry? tapper) && tapper.ProviderOf(tap.Owner) is { } receiver)
            {
                O2Message copy = _delivered.With(
                    address: _delivered.Address.WithService(tap.Tapper),
                    flags: TapRules.FlagsOfCopy(_delivered.Flags, tap.Mode));
                Current = new TapCopy(receiver, copy);
                return true;
            }
        }

        return false;
    }
}
