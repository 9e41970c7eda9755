namespace O2.Protocol;

/// <summary>The methods that a message is for; to be gone through with <c>foreach</c>.</summary>
/// <typeparam name="T">What is kept for each method.</typeparam>
/// <remarks>Stays as it is when the methods of the service change. Thread-safe: yes. Allocates: no.</remarks>
public readonly struct MethodMatches<T>
{
    private readonly MethodEntry<T>? _single;
    private readonly List<MethodEntry<T>>? _several;

    internal MethodMatches(MethodEntry<T>? single) => _single = single;

    internal MethodMatches(List<MethodEntry<T>> several) => _several = several;

    /// <summary>Number of methods.</summary>
    public int Count => _several?.Count ?? (_single is null ? 0 : 1);

    /// <summary>A method.</summary>
    /// <param name="index">Position, from 0 to <see cref="Count"/> - 1.</param>
    /// <returns>The method.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such method.</exception>
    public MethodEntry<T> this[int index] =>
        _several is not null ? _several[index]
        : index == 0 && _single is not null ? _single
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {Count} methods.");

    /// <summary>Goes through the methods.</summary>
    /// <returns>The enumerator.</returns>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>Goes through the methods that a message is for.</summary>
    public struct Enumerator
    {
        private readonly MethodMatches<T> _matches;
        private int _index = -1;

        internal Enumerator(MethodMatches<T> matches) => _matches = matches;

        /// <summary>The method at this point.</summary>
        public readonly MethodEntry<T> Current => _matches[_index];

        /// <summary>Goes to the next method.</summary>
        /// <returns>False when there is none.</returns>
        public bool MoveNext() => ++_index < _matches.Count;
    }
}
