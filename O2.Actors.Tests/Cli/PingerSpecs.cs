using O2.Actors.Tests.Gateways;
using O2.Cli;
using O2.Protocol;

namespace O2.Actors.Tests.Cli;

/// <summary>Questions to processes, over real sockets.</summary>
public sealed class PingerSpecs
{
    private readonly string _ensemble = $"ping-{Guid.NewGuid():N}";

    [Fact]
    public async Task A_follower_tells_its_own_round_trip_and_its_clock_is_compared()
    {
        await using var reference = await Ensembles.StartAsync(_ensemble);
        await using var follower = await Ensembles.StartAsync(_ensemble, reference);
        reference.BecomeClockReference();
        await reference.UntilService(follower.Name.Text, ServiceStatus.Remote);
        using var pinger = new Pinger(reference);

        var answer = await pinger.AskAsync(follower.Name, RawPeer.Patience, CancellationToken.None);

        Assert.NotNull(answer);
        Assert.False(answer.IsReference);
        Assert.True(answer.ReferenceRoundTripSeconds > 0);
        Assert.NotNull(answer.ClockAheadSeconds);
    }

    [Fact]
    public async Task Without_a_clock_there_is_still_a_round_trip()
    {
        await using var one = await Ensembles.StartAsync(_ensemble);
        await using var other = await Ensembles.StartAsync(_ensemble, one);
        await one.UntilService(other.Name.Text, ServiceStatus.RemoteNoTime);
        using var pinger = new Pinger(one);

        var answer = await pinger.AskAsync(other.Name, RawPeer.Patience, CancellationToken.None);

        Assert.NotNull(answer);
        Assert.Null(answer.ClockAheadSeconds);
        Assert.True(answer.RoundTripSeconds > 0);
    }

    [Fact]
    public async Task A_reference_that_does_not_know_the_question_is_asked_for_its_time()
    {
        await using var process = await Ensembles.StartAsync(_ensemble);
        using var cpp = new RawPeer(_ensemble);
        using var connection = await cpp.BecomeServerAsync(process);
        await connection.SendAsync(cpp.Announce("_cs"));
        using var end = new CancellationTokenSource();
        var clock = new SystemClock();
        var tellTime = TellTimeAsync(cpp, clock, end.Token);
        await process.Until(() => process.ClockState.IsSynchronized);
        using var pinger = new Pinger(process);

        var asking = pinger.AskAsync(cpp.Info.Name, RawPeer.Patience, CancellationToken.None);
        await TellTimeAsync(cpp, clock, (await connection.ReceiveUntilAsync(ClockMessages.GetAddress))[^1]);
        var answer = await asking;

        Assert.NotNull(answer);
        Assert.True(answer.IsReference);
        Assert.NotNull(answer.ClockAheadSeconds);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tellTime);
    }

    [Fact]
    public async Task Who_does_not_answer_is_lost()
    {
        await using var process = await Ensembles.StartAsync(_ensemble);
        using var cpp = new RawPeer(_ensemble);
        using var connection = await cpp.BecomeServerAsync(process);
        await connection.SendAsync(cpp.Announce("synth"));
        await process.UntilService(cpp.Info.Name.Text, ServiceStatus.RemoteNoTime);
        using var pinger = new Pinger(process);

        Assert.Null(await pinger.AskAsync(cpp.Info.Name, TimeSpan.FromMilliseconds(1), CancellationToken.None));
    }

    /// <summary>A C++ clock reference: answers <c>_cs/get</c> to whatever address it is given, and not <c>cs/rt</c>.</summary>
    private static async Task TellTimeAsync(RawPeer cpp, SystemClock clock, CancellationToken end)
    {
        while (true)
        {
            var question = RawConnection.Decode(await cpp.ReceiveDatagramAsync(end));
            if (question.Address.Text == ClockMessages.GetAddress)
                await TellTimeAsync(cpp, clock, question);
        }
    }

    private static Task TellTimeAsync(RawPeer cpp, SystemClock clock, O2Message question)
    {
        var (number, replyTo) = (question.AsView().Int32(0), question.AsView().Text(1).ToString());
        return cpp.SendDatagramAsync(O2Message.Create(replyTo, GlobalTime.Immediately, reliable: false, number, O2Value.Time(new GlobalTime(1000 + clock.Now.Seconds))));
    }
}
