using O2.Protocol;
using O2.Protocol.Stun;

namespace O2.Actors.Tests.Protocol.Stun;

public sealed class StunQueryTests
{
    private const uint Home = 0xCB007107;
    private static readonly LocalTime Start = new(77.25);
    private static readonly StunTransactionId First = new(1, 2), Second = new(3, 4);

    [Fact]
    public void A_server_is_asked_again_after_growing_pauses_until_the_limit()
    {
        var query = new StunQuery(Start, limit: 2, servers: 1);
        query.Ask(Start, 0, First);
        List<double> asked = [.. Drain(query).Select(_ => 0.0)];

        while (!query.IsOver)
        {
            LocalTime now = query.NextDeadline;
            query.HandleDeadline(now);
            asked.AddRange(Drain(query).Select(request => now - Start));
        }

        Assert.Equal([0, 0.25, 0.75, 1.75], asked);
        Assert.Equal(0u, query.Address);
        Assert.Equal(LocalTime.Never, query.NextDeadline);
    }

    [Fact]
    public void The_first_answer_of_any_server_ends_it()
    {
        var query = new StunQuery(Start, limit: 1, servers: 2);
        query.Ask(Start, 0, First);
        query.Ask(Start, 1, Second);
        Assert.Equal([new(0, First), new(1, Second)], Drain(query));

        query.HandleResponse(Second, Home);
        query.HandleResponse(First, 1);

        Assert.True(query.IsOver);
        Assert.Equal(Home, query.Address);
        query.HandleDeadline(Start + 0.5);
        query.Ask(Start + 0.5, 0, First);
        Assert.Empty(Drain(query));
    }

    [Fact]
    public void R6_3_An_answer_with_another_transaction_id_is_ignored()
    {
        var query = new StunQuery(Start, limit: 1, servers: 1);
        query.Ask(Start, 0, First);

        query.HandleResponse(Second, Home);
        query.HandleResponse(First with { Low = 3 }, Home);
        Assert.False(query.IsOver);
        Assert.Equal(0u, query.Address);

        query.HandleResponse(First, Home);
        Assert.Equal(Home, query.Address);
    }

    [Fact]
    public void When_no_server_can_be_asked_it_is_over_at_once()
    {
        Assert.True(new StunQuery(Start, limit: 1, servers: 0).IsOver);

        var query = new StunQuery(Start, limit: 1, servers: 2);
        query.GiveUp();
        Assert.False(query.IsOver);
        query.GiveUp();
        Assert.True(query.IsOver);
    }

    private static List<StunRequest> Drain(StunQuery query)
    {
        List<StunRequest> requests = [];
        while (query.TryDequeueRequest(out var request))
            requests.Add(request);
        return requests;
    }
}
