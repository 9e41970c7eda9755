namespace O2.Protocol;

/// <summary>Brings numbers into the order of their times; equal times stay in order of arrival. For very many: what is not due soon stays unsorted.</summary>
/// <remarks>
/// <para>
/// Pages of about a thousand entries divide the time among them, and an entry goes behind the others of its page. Only the first page is sorted, and it is short: before
/// a page becomes the first one it is split until 64 entries are left, the others waiting in pages behind it. Nothing ever looks at more than one
/// page, which takes some tens of microseconds at most, and all memory is read and written in its order. In a heap every step is a leap instead: with 100,000 entries, taking one costs several times as much.
/// </para>
/// <para>Times must not be NaN or positive infinity. Not thread-safe. Allocates: only to hold more than before.</para>
/// </remarks>
internal sealed class TimeOrder
{
    private readonly TimePageList _pages = new();
    private TimePage? _spare;   // empty pages

    /// <summary>The earliest time; positive infinity when there is none.</summary>
    public double NextTime => _pages[0].FirstTime;

    /// <summary>Adds a number.</summary>
    public void Add(double at, int number)
    {
        int place = FindRoom(at);
        if (place == 0)
            _pages[0].Insert(at, number);
        else
            _pages[place].Append(at, number);
    }

    /// <summary>Takes the number with the earliest time. There is one.</summary>
    /// <param name="next">The numbers that come next, when they have just been sorted, so that their owner can prepare for them; mostly none.</param>
    public int Take(out ReadOnlySpan<int> next)
    {
        int number = _pages[0].Take();
        next = default;
        if (_pages[0].Count == 0 && _pages.Count > 1)
        {
            RemoveFirst();
            SortFirst();
            next = _pages[0].Numbers;
        }

        return number;
    }

    /// <summary>Finds the page for a time, and splits it first when it is long enough.</summary>
    private int FindRoom(double at)
    {
        int place = _pages.Find(at);
        if (_pages[place].Count < (place == 0 ? TimePage.Short : TimePage.Long))
            return place;
        if (place == 0)
            ShortenFirst();
        else if (!TrySplit(place))
            AddBeside(place, at);
        return _pages.Find(at);
    }

    /// <summary>Adds an empty page for a time: behind a page whose entries all have one time, or before it.</summary>
    private void AddBeside(int place, double at)
    {
        TimePage added = Rent(), full = _pages[place];
        if (at >= full.FirstTime)
        {
            _pages.Insert(place + 1, added, at);
        }
        else
        {
            _pages[place] = added;
            _pages.Insert(place + 1, full, full.FirstTime);
        }
    }

    /// <summary>Makes the first page so short that an entry finds its place there quickly. It is sorted, and can be long when many times were equal.</summary>
    private void ShortenFirst()
    {
        while (_pages[0].Count >= TimePage.Short)
        {
            TimePage later = Rent();
            _pages[0].SplitByPlace(later);
            _pages.Insert(1, later, later.FirstTime);
        }
    }

    /// <summary>Sorts the page that has become the first one, the part of it that comes first. What cannot be split has one time, and is sorted.</summary>
    private void SortFirst()
    {
        while (_pages[0].Count > TimePage.Short)
        {
            if (!TrySplit(0))
                return;
        }

        TimePage sorted = Rent(), unsorted = _pages[0];
        unsorted.SortInto(sorted);
        _pages[0] = sorted;
        Return(unsorted);
    }

    private bool TrySplit(int place)
    {
        TimePage later = Rent();
        bool isSplit = _pages[place].TrySplitByTime(later, out double start);
        if (isSplit)
            _pages.Insert(place + 1, later, start);
        else
            Return(later);
        return isSplit;
    }

    private void RemoveFirst()
    {
        Return(_pages[0]);
        _pages.RemoveFirst();
    }

    private TimePage Rent()
    {
        if (_spare is not { } page)
            return new TimePage();
        (_spare, page.Next) = (page.Next, null);
        return page;
    }

    private void Return(TimePage page) => (page.Next, _spare) = (_spare, page);
}
