using O2.Protocol;

namespace O2.Actors.Tests.Scheduling;

public sealed class TimerWaitTests
{
    public static TheoryData<string> Kinds => OperatingSystem.IsLinux() ? ["native", "portable"] : ["portable"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_wake_before_the_wait_ends_it(string kind)
    {
        using TimerWait wait = Make(kind);
        wait.Wake();
        Assert.True(wait.Wait(3_600));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_wake_from_another_thread_ends_the_wait(string kind)
    {
        using TimerWait wait = Make(kind);
        bool woken = false;
        var thread = new Thread(() =>
        {
            wait.EnterThread();
            woken = wait.Wait(3_600);
        });
        thread.Start();
        wait.Wake();
        thread.Join();
        Assert.True(woken);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_wait_ends_by_itself(string kind)
    {
        using TimerWait wait = Make(kind);
        Assert.False(wait.Wait(0.0005));
        Assert.False(wait.Wait(0.002));
    }

    [Fact]
    public void The_system_clock_rings_through_this_machine_s_wait_and_not_early()
    {
        var clock = new SystemClock();
        Assert.InRange(clock.Now.Seconds, 0, 60);
        using var rung = new ManualResetEventSlim();
        LocalTime at = clock.Now + 0.002, rangAt = default;
        using IPreciseTimer timer = clock.CreateTimer(() =>
        {
            rangAt = clock.Now;
            rung.Set();
        });
        timer.Arm(at);
        Assert.True(rung.Wait(TimeSpan.FromSeconds(30)));
        Assert.True(rangAt >= at);
    }

    private static TimerWait Make(string kind) => kind == "native" ? TimerWait.Create() : new PortableTimerWait();
}
