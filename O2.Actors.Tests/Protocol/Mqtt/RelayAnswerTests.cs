using O2.Protocol;
using O2.Protocol.Mqtt;

namespace O2.Actors.Tests.Protocol.Mqtt;

/// <summary>How often a process answers those that it hears at a broker, where anybody may make up names and repeat himself.</summary>
public sealed class RelayAnswerTests
{
    private const uint Here = 0xCB007105, Low = 0xC0A80001;
    private static readonly ProcessInfo Self = new(new ProcessName(Here, Low, 5000), 7000, ProtocolVersion.Current);
    private static readonly ProcessName Lower = new(Here - 1, Low, 5000), Higher = new(Here + 1, Low, 5000), Neighbour = new(Here, Low - 1, 5000);
    private readonly RelayRegistry _registry = new(new PeerIdentity("ens", Self), isSynchronized: false);
    private readonly List<(double Time, RelayOutput.Answer Answer)> _answers = [];
    private LocalTime _now = new(100);
    private int _announcements;

    public RelayAnswerTests() => _registry.HandleOnline(_now);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_process_is_answered_once_a_second_however_often_it_asks_and_says_goodbye_between(bool saysGoodbye)
    {
        for (int i = 0; i < 1000; i++)
        {
            Ask(Lower);
            if (saysGoodbye && i < 999)
                Hear(Lower, BrokerAnnouncementKind.Bye);
            Advance(0.01);
        }

        Advance(RelayRegistry.AnswerPeriod);
        Assert.InRange(_answers.Count, 10, 12);
        AssertPace();
        Assert.InRange(_answers[^1].Time, 110, 112);   // the last question has its answer, too
    }

    [Fact]
    public void A_process_that_is_heard_again_and_again_is_asked_to_connect_once_a_second()
    {
        for (int i = 0; i < 500; i++)
        {
            Hear(Neighbour);
            Advance(0.01);
        }

        Assert.InRange(_answers.Count, 5, 6);
        Assert.All(_answers, answer => Assert.Equal(RelayAnswer.Callback, answer.Answer.Parts));
        AssertPace();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Made_up_names_are_answered_fifty_a_second_in_their_order(bool areAsking)
    {
        const int names = 10 * RelayRegistry.MaxAnswers;
        for (int i = 0; i < names; i++)
        {
            ProcessName name = new(areAsking ? Here - 1 : Here + 1, Low, 1000 + i);
            if (areAsking)
                Ask(name);
            else
                Hear(name);
        }

        TakeOutputs();
        Assert.Equal(RelayRegistry.MaxAnswers, _answers.Count);
        for (int second = 2; second <= 10; second++)
        {
            Advance(RelayRegistry.AnswerPeriod);
            Assert.Equal(second * RelayRegistry.MaxAnswers, _answers.Count);
        }

        AssertPace();
        Assert.Equal(Enumerable.Range(1000, names), _answers.Select(answer => answer.Answer.Process.TcpPort));
    }

    [Fact]
    public void Who_is_answered_and_when_the_next_one_is_due_is_told_by_the_deadline()
    {
        Ask(Lower);
        Advance(0.25);
        Ask(Lower);
        Assert.Equal(new LocalTime(101), _registry.NextDeadline);
        _now = _registry.NextDeadline;
        _registry.HandleDeadline(_now);
        TakeOutputs();
        Assert.Equal(2, _answers.Count);
    }

    [Fact]
    public void What_is_owed_to_a_process_goes_in_one_answer()
    {
        Hear(Higher);
        _registry.HandleReplaced(Higher);
        Hear(Higher);
        _registry.HandleMissed(_now, Higher);
        TakeOutputs();
        Assert.Single(_answers);
        Advance(RelayRegistry.AnswerPeriod);

        Assert.Equal(2, _answers.Count);
        Assert.Equal(RelayAnswer.Introduction | RelayAnswer.State, _answers[1].Answer.Parts);
    }

    [Fact]
    public void A_process_that_asks_while_our_own_question_waits_is_answered_only()
    {
        Hear(Higher);
        _registry.HandleReplaced(Higher);
        Hear(Higher);
        Ask(Higher);
        Advance(RelayRegistry.AnswerPeriod);

        Assert.Equal(RelayAnswer.State, _answers[1].Answer.Parts);
    }

    [Fact]
    public void A_process_that_leaves_or_connects_meanwhile_is_not_answered_any_more()
    {
        foreach (Action end in new Action[] { () => Hear(Higher, BrokerAnnouncementKind.Bye), () => Hear(Higher, isConnected: true), () => _registry.HandleReplaced(Higher) })
        {
            Hear(Higher);
            _registry.HandleMissed(_now, Higher);
            int count = _answers.Count;
            end();
            Advance(2 * RelayRegistry.AnswerPeriod);
            Assert.Equal(count, _answers.Count);
            _registry.HandleReplaced(Higher);
        }
    }

    [Fact]
    public void What_is_refused_comes_again_after_a_second()
    {
        Hear(Higher);
        TakeOutputs();
        RelayOutput.Answer first = _answers.Single().Answer;
        for (int i = 1; i < 5; i++)
        {
            _registry.HandleRefused(_now, _answers[^1].Answer);
            TakeOutputs();
            Assert.Equal(i, _answers.Count);
            Advance(RelayRegistry.AnswerPeriod);
            Assert.Equal(i + 1, _answers.Count);
            Assert.Equal(first.Parts, _answers[^1].Answer.Parts);
            Assert.Equal(first.Messages.Select(message => message.Address), _answers[^1].Answer.Messages.Select(message => message.Address));
        }
    }

    [Fact]
    public void An_announcement_that_is_refused_comes_again_after_a_second()
    {
        TakeOutputs();
        int before = _announcements;
        _registry.HandleRefused(_now, new RelayOutput.Announce([]));
        Advance(RelayRegistry.AnswerPeriod);
        Assert.Equal(before + 1, _announcements);

        _registry.HandleOffline();
        _registry.HandleRefused(_now, new RelayOutput.Announce([]));
        Assert.Equal(LocalTime.Never, _registry.NextDeadline);
    }

    private void Hear(ProcessName process, BrokerAnnouncementKind kind = BrokerAnnouncementKind.Here, bool isConnected = false)
    {
        _registry.HandleAnnouncement(_now, new(new(process, 7001, ProtocolVersion.Current), kind), isConnected);
        TakeOutputs();
    }

    private void Ask(ProcessName process)
    {
        Assert.True(_registry.HandleMessage(_now, RelayMessages.CreateIntroduction(process), _ => false));
        TakeOutputs();
    }

    private void Advance(double seconds)
    {
        _now += seconds;
        _registry.HandleDeadline(_now);
        TakeOutputs();
    }

    private void TakeOutputs()
    {
        while (_registry.TryDequeueOutput(out var output))
        {
            if (output is RelayOutput.Answer answer)
                _answers.Add((_now.Seconds, answer));
            else if (output is RelayOutput.Announce)
                _announcements++;
            Assert.IsNotType<RelayOutput.Warning>(output);
        }
    }

    /// <summary>No process is answered twice in a second, and no more than so many are.</summary>
    private void AssertPace()
    {
        foreach (var (time, answer) in _answers)
        {
            var within = _answers.Where(other => other.Time >= time && other.Time < time + RelayRegistry.AnswerPeriod - 1e-6).ToList();
            Assert.InRange(within.Count, 1, RelayRegistry.MaxAnswers);
            Assert.Single(within, other => other.Answer.Process == answer.Process);
        }
    }
}
