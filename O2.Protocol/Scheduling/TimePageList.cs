namespace O2.Protocol;

/// <summary>The pages of a <see cref="TimeOrder"/> in order of time. There is always one.</summary>
/// <remarks>Not thread-safe. Allocates: only to hold more pages than before.</remarks>
internal sealed class TimePageList
{
    private TimePage[] _pages = new TimePage[16];
    private double[] _starts = new double[16];   // beside the pages, so that a search reads nothing else
    private int _first;
    private int _end = 1;

    public TimePageList() => _pages[0] = new TimePage();

    /// <summary>Number of pages.</summary>
    public int Count => _end - _first;

    /// <summary>A page, by its place from 0, the earliest, to <see cref="Count"/> - 1.</summary>
    public TimePage this[int place]
    {
        get => _pages[_first + place];
        set => _pages[_first + place] = value;
    }

    /// <summary>Finds the place of the last page that starts at a time or before it; 0 when none but the first can be meant.</summary>
    public int Find(double at)
    {
        int low = _first, high = _end;
        while (high - low > 1)
        {
            int middle = (low + high) >>> 1;
            if (_starts[middle] <= at)
                low = middle;
            else
                high = middle;
        }

        return low - _first;
    }

    /// <summary>Adds a page.</summary>
    /// <param name="place">The place it gets, 1 or more.</param>
    /// <param name="page">The page.</param>
    /// <param name="start">A moment: what lies before the page is due then or earlier, what lies in it or behind it is due then or later.</param>
    public void Insert(int place, TimePage page, double start)
    {
        if (_end == _pages.Length)
            MakeRoom();
        place += _first;
        Array.Copy(_pages, place, _pages, place + 1, _end - place);
        Array.Copy(_starts, place, _starts, place + 1, _end - place);
        (_pages[place], _starts[place]) = (page, start);
        _end++;
    }

    /// <summary>Removes the first of several pages.</summary>
    public void RemoveFirst() => _pages[_first++] = null!;

    /// <summary>Half of the memory may lie before the first page, so that the others are seldom moved there.</summary>
    private void MakeRoom()
    {
        int count = Count;
        if (count > _pages.Length / 2)
        {
            Array.Resize(ref _pages, 2 * _pages.Length);
            Array.Resize(ref _starts, _pages.Length);
        }

        Array.Copy(_pages, _first, _pages, 0, count);
        Array.Copy(_starts, _first, _starts, 0, count);
        Array.Clear(_pages, count, _first);
        (_first, _end) = (0, count);
    }
}
