using O2.Protocol;

namespace O2.Actors.Tests.Ensemble;

/// <summary>Bundles (spec 01, 9.3).</summary>
public sealed class BundleSpecs : TwoProcessSpecs
{
    public BundleSpecs()
    {
        A.AddMethod("/one/x", "i", m => Note(A, m));
        A.AddMethod("/two/x", "i", m => Note(A, m));
    }

    [Fact]
    public void Elements_are_delivered_in_order_as_reliable_messages_of_their_own()
    {
        Send(A, Bundle("one", default, Element("/one/x", 1), Element("/two/x", 2)));

        Assert.Equal(["a /one/x 1 reliable", "a /two/x 2 reliable"], Log);
    }

    [Fact]
    public void Elements_come_before_what_their_handlers_send()
    {
        A.AddMethod("/one/x", "i", m =>
        {
            Note(A, m);
            if (m.Int32(0) < 10)
                A.SendReliable("/one/x", m.Int32(0) + 10);
        });

        Send(A, Bundle("one", default, Element("/one/x", 1), Element("/one/x", 2)));

        Assert.Equal(["a /one/x 1 reliable", "a /one/x 2 reliable", "a /one/x 11 reliable", "a /one/x 12 reliable"], Log);
    }

    [Fact]
    public void A_bundle_for_nobody_is_dropped_as_a_whole()
    {
        Assert.Equal(SendStatus.NoService, A.TrySend(Bundle("nobody", default, Element("/one/x", 1))));

        Assert.Empty(Log);
        Assert.Equal(1, A.Dropped(DropReason.UnknownService));
    }

    [Fact]
    public void A_bundle_waits_for_its_time_and_its_elements_for_theirs()
    {
        A.BecomeClockReference();
        var now = A.Now;
        var bundle = Bundle("one", now + 1, Element("/one/x", 1), Element("/one/x", 2).With(time: now + 2), Element("/one/x", 3).With(time: now + 0.5));

        Assert.Equal(SendStatus.Scheduled, A.TrySend(bundle));
        Ensemble.Advance(0.9);
        Assert.Empty(Log);
        Ensemble.Advance(0.2);
        Assert.Equal(["a /one/x 1 reliable", "a /one/x 3 reliable"], Log);
        Ensemble.Advance(1);
        Assert.Equal("a /one/x 2 reliable", Log[^1]);
    }

    [Fact]
    public void A_bundle_for_another_process_goes_there_whole_and_its_elements_may_come_back()
    {
        B.AddMethod("/three/x", "i", m => Note(B, m));
        Ensemble.RunUntil(() => A.Status("three") == ServiceStatus.RemoteNoTime && B.Status("one") == ServiceStatus.RemoteNoTime);

        Send(A, Bundle("three", default, Element("/three/x", 1), Element("/one/x", 2)));
        Assert.Empty(Log);
        Ensemble.Advance(1);

        Assert.Equal(["b /three/x 1 reliable", "a /one/x 2 reliable"], Log);
    }

    [Fact]
    public void D1_25_A_bundle_in_a_bundle_arrives_whole_at_another_process()
    {
        B.AddMethod("/three/x", "i", m => Note(B, m));
        Ensemble.RunUntil(() => A.Status("three") == ServiceStatus.RemoteNoTime);
        var inner = Bundle("three", default, Element("/three/x", 2), Element("/three/x", 3));

        Send(A, Bundle("three", default, Element("/three/x", 1), inner, Element("/three/x", 4)));
        Ensemble.Advance(1);

        Assert.Equal([1, 2, 3, 4], Log.Select(line => int.Parse(line.Split(' ')[2])));
    }

    [Fact]
    public void Taps_see_the_elements_and_not_the_bundle()
    {
        List<string> tapped = [];
        using var tap = A.Tap("one", m => tapped.Add($"{m.Address.Path} {m.Int32(0)}"));

        Send(A, Bundle("one", default, Element("/one/x", 1), Element("/two/x", 2), Element("/one/x", 3)));

        Assert.Equal(["/x 1", "/x 3"], tapped);
    }

    [Fact]
    public void An_element_that_cannot_be_handled_does_not_keep_the_others()
    {
        Send(A, Bundle("one", default, Element("/nobody/x", 1), Element("/one/y", 2), Element("/one/x", 3)));

        Assert.Equal(["a /one/x 3 reliable"], Log);
        Assert.Equal((1, 1), (A.Dropped(DropReason.UnknownService), A.Dropped(DropReason.NoHandler)));
    }

    private void Note(O2Process process, O2MessageView m) =>
        Log.Add($"{(process == A ? "a" : "b")} {m.Address} {m.Int32(0)} {(m.Flags.IsReliable ? "reliable" : "best effort")}");

    private static void Send(O2Process process, O2Message bundle) => Assert.Equal(SendStatus.Sent, process.TrySend(bundle));

    private static O2Message Element(string address, int value) => O2Message.Create(address, GlobalTime.Immediately, reliable: false, value);

    private static O2Message Bundle(string service, GlobalTime time, params ReadOnlySpan<O2Message> elements) =>
        O2Message.CreateBundle(service, time, reliable: true, elements);
}
