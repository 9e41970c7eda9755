namespace O2.Protocol;

/// <summary>Steps through the attributes of a properties text that begins and ends with <c>;</c>. Allocates: no.</summary>
internal ref struct PropertyWalk(ReadOnlySpan<char> wire)
{
    private readonly ReadOnlySpan<char> _wire = wire;
    private int _colon;

    /// <summary>Index of the <c>;</c> in front of the attribute.</summary>
    public int Start { get; private set; }

    /// <summary>Index of the <c>;</c> behind the value.</summary>
    public int End { get; private set; }

    /// <summary>The attribute name.</summary>
    public readonly ReadOnlySpan<char> Attribute => _wire[(Start + 1).._colon];

    /// <summary>The value with its escapes.</summary>
    public readonly ReadOnlySpan<char> EscapedValue => _wire[(_colon + 1)..End];

    /// <summary>Goes to the next attribute; parts without a colon are skipped.</summary>
    /// <returns>False at the end.</returns>
    public bool MoveNext()
    {
        while (End < _wire.Length - 1)
        {
            Start = End;
            _colon = -1;
            for (End = Start + 1; End < _wire.Length && _wire[End] != ';'; End++)
            {
                if (_wire[End] == ':' && _colon < 0)
                    _colon = End;
                else if (_wire[End] == '\\')
                    End++;
            }

            if (_colon >= 0 && End < _wire.Length)
                return true;
        }

        return false;
    }
}
