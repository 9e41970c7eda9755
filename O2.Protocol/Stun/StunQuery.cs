namespace O2.Protocol.Stun;

/// <summary>Asks several STUN servers at once for the address that the world sees us at. The first answer counts.</summary>
/// <remarks>
/// <para>Sans-IO. Tell it each server once its address is known (<see cref="Ask"/>), or that it is not to be had (<see cref="GiveUp"/>). After each call
/// drain <see cref="TryDequeueRequest"/>, look at <see cref="IsOver"/>, then arm one timer for <see cref="NextDeadline"/>.</para>
/// <para>A request goes out at once, and again after 0.25, 0.75, 1.75 s ... while there is no answer; the limit ends it all. Thread-safe: no.
/// Source: RFC 5389, section 7.2.1, with a shorter first pause: people wait for the start.</para>
/// </remarks>
public sealed class StunQuery
{
    /// <summary>After how many seconds an unanswered request is repeated; the pause doubles each time.</summary>
    public const double FirstPause = 0.25;

    private readonly Queue<StunRequest> _requests = new();
    private readonly List<Pending> _pending = [];
    private readonly LocalTime _end;
    private int _servers;

    /// <summary>Starts.</summary>
    /// <param name="now">The local time.</param>
    /// <param name="limit">After how many seconds it is over, answer or not; above 0.</param>
    /// <param name="servers">How many servers there are to ask, from 0.</param>
    public StunQuery(LocalTime now, double limit, int servers)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        ArgumentOutOfRangeException.ThrowIfNegative(servers);
        _end = now + limit;
        _servers = servers;
        IsOver = servers == 0;
    }

    /// <summary>The public IPv4 address, first octet in the highest byte; 0 while it is unknown.</summary>
    public uint Address { get; private set; }

    /// <summary>Whether there is an answer, or none is to be expected any more.</summary>
    public bool IsOver { get; private set; }

    /// <summary>When <see cref="HandleDeadline"/> wants to be called; <see cref="LocalTime.Never"/> once it is over.</summary>
    public LocalTime NextDeadline
    {
        get
        {
            LocalTime next = IsOver ? LocalTime.Never : _end;
            foreach (Pending pending in _pending)
                next = LocalTime.Min(next, pending.Next);

            return next;
        }
    }

    /// <summary>Takes the oldest request that has not been sent yet.</summary>
    /// <param name="request">The request.</param>
    /// <returns>False when there is none.</returns>
    public bool TryDequeueRequest(out StunRequest request) => _requests.TryDequeue(out request);

    /// <summary>Asks a server.</summary>
    /// <param name="now">The local time.</param>
    /// <param name="server">A number by which the driver knows it.</param>
    /// <param name="id">A random id, another one for each server.</param>
    public void Ask(LocalTime now, int server, StunTransactionId id)
    {
        if (!IsOver)
        {
            var pending = new Pending(new StunRequest(server, id));
            _pending.Add(pending);
            Send(now, pending);
        }
    }

    /// <summary>Tells that a server cannot be asked. When none can, waiting is of no use.</summary>
    public void GiveUp()
    {
        if (--_servers == 0)
            End();
    }

    /// <summary>Takes an answer; one to a request that we did not make is ignored.</summary>
    /// <param name="id">Its transaction id.</param>
    /// <param name="address">The address that it tells.</param>
    public void HandleResponse(StunTransactionId id, uint address)
    {
        if (_pending.Exists(pending => pending.Request.Id == id))
        {
            Address = address;
            End();
        }
    }

    /// <summary>Tells that <see cref="NextDeadline"/> was reached; too early a call does nothing.</summary>
    /// <param name="now">The local time.</param>
    public void HandleDeadline(LocalTime now)
    {
        if (now >= _end)
            End();

        foreach (Pending pending in _pending)
        {
            if (pending.Next <= now)
                Send(now, pending);
        }
    }

    private void Send(LocalTime now, Pending pending)
    {
        _requests.Enqueue(pending.Request);
        pending.Next = now + pending.Pause;
        pending.Pause *= 2;
    }

    private void End()
    {
        IsOver = true;
        _pending.Clear();
        _requests.Clear();
    }

    private sealed class Pending(StunRequest request)
    {
        public StunRequest Request { get; } = request;

        public LocalTime Next { get; set; }

        public double Pause { get; set; } = FirstPause;
    }
}
