namespace OscOverInternet;

/// <summary>What a receiver has heard. Thread-safe.</summary>
/// <param name="sent">How many messages were sent to it.</param>
public sealed class Tally(int sent)
{
    private readonly Lock _lock = new();
    private readonly bool[] _heard = new bool[sent];
    private readonly List<double> _delays = new(sent);
    private int _next;

    /// <summary>How many messages were sent to it.</summary>
    public int Sent => sent;

    /// <summary>How many different ones arrived.</summary>
    public int Arrived { get; private set; }

    /// <summary>How many did not.</summary>
    public int Lost => sent - Arrived;

    /// <summary>How many arrived after one that was sent later.</summary>
    public int Overtaken { get; private set; }

    /// <summary>How many arrived once more.</summary>
    public int Doubled { get; private set; }

    /// <summary>Whether every message arrived once, in order.</summary>
    public bool IsComplete => this is { Lost: 0, Overtaken: 0, Doubled: 0 };

    /// <summary>A message arrived.</summary>
    /// <param name="number">Its number, from 0.</param>
    /// <param name="delay">How long it took.</param>
    public void Take(int number, TimeSpan delay)
    {
        lock (_lock)
        {
            if (_heard[number])
            {
                Doubled++;
                return;
            }

            _heard[number] = true;
            Arrived++;
            _delays.Add(delay.TotalMilliseconds);
            Overtaken += number < _next ? 1 : 0;
            _next = Math.Max(_next, number + 1);
        }
    }

    /// <summary>The delay, in milliseconds, that a part of the messages does not exceed.</summary>
    /// <param name="part">0.5 for the median, 1 for the worst.</param>
    public double Delay(double part)
    {
        lock (_lock)
            return _delays.Count == 0 ? 0 : _delays.Order().ElementAt((int)Math.Ceiling(part * _delays.Count) - 1);
    }
}
