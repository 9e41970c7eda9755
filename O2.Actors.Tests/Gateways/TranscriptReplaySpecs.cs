using O2.Actors.Tests.Transcripts;
using O2.Protocol;

namespace O2.Actors.Tests.Gateways;

/// <summary>In each recorded conversation of two reference processes either one can be replaced by ours, and the other would not notice.</summary>
public sealed class TranscriptReplaySpecs
{
    [Theory]
    [InlineData("connect", "a")]
    [InlineData("connect", "b")]
    [InlineData("services", "a")]
    [InlineData("services", "b")]
    [InlineData("properties", "a")]
    [InlineData("properties", "b")]
    [InlineData("taps", "a")]
    [InlineData("taps", "b")]
    [InlineData("types", "b")]
    public Task Our_process_takes_part_like_the_reference(string transcript, string ours) =>
        TranscriptReplay.RunAsync(transcript, ours, process => process.AddService(ours));

    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    public Task R3_38_R3_40_Our_process_is_a_hub_and_uses_one_like_the_reference(string ours) =>
        TranscriptReplay.RunAsync("hub", ours, process => process.AddService(ours));

    [Fact]
    public async Task Our_process_takes_every_type_like_the_reference()
    {
        var sent = Transcript.Load("types").Select(p => RawConnection.Decode(p.Body.ToArray())).Where(m => m.Address.Service == "a" && m.Time.IsImmediate).ToList();
        var heard = new Recorder<string>(sent.Count);
        await TranscriptReplay.RunAsync("types", "a", process => process.AddMethod("/a", null, m =>
        {
            if (m.Time.IsImmediate)
                heard.Add(m.ToString());
        }), heard.All);

        Assert.Equal(sent.Select(m => m.ToString()).Order(StringComparer.Ordinal), (await heard.All).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("gold", "other")]
    [InlineData("other", "gold")]
    public async Task D3_12_A_recorded_process_of_another_ensemble_is_turned_away(string ours, string theirs)
    {
        var packets = Transcript.Load("ensemble_mismatch").Where(p => p.From == (theirs == "gold" ? "a" : "b")).ToList();
        using var peer = new RawPeer(theirs);
        await using var process = await O2Process.StartAsync(Ensembles.Options(ours));
        process.AddService("own");
        using var connection = await RawPeer.ConnectAsync(process);

        await connection.SendAsync([.. packets.SelectMany(p => p.Bytes)]);

        await connection.ReceiveEndAsync();   // R3.30: closed, and nothing was said before (R3.29)
        Assert.Empty(process.Processes());
        Assert.Equal(ServiceStatus.Unknown, process.Status(theirs == "gold" ? "a" : "b"));
    }
}
