using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Discovery;

public class DiscoveryRecordTests
{
    private const int Port = 0x80af;
    private static readonly ProcessName Self = ProcessName.Parse("@00000000:0a4d0002:1234");
    private static readonly ProcessInfo Other = new(ProcessName.Parse("@00000000:0a4d0001:80af"), 0xdb61, ProtocolVersion.Current);

    [Fact]
    public void Published_strings_are_those_of_the_reference() =>
        Assert.Equal(["name=@00000000:0a4d0001:80af:db61", "vers=2.0.1"], DiscoveryRecord.CreateTxt(Other));

    [Fact]
    public void Published_record_is_accepted_by_others()
    {
        DiscoveryVerdict verdict = DiscoveryRecord.Read(InstanceName.Create("gold", Other.Name), Port, DiscoveryRecord.CreateTxt(Other), "gold", Self, out ProcessInfo? found);

        Assert.Equal(DiscoveryVerdict.Accepted, verdict);
        Assert.Equal(Other, found);
    }

    [Theory]
    [InlineData("name=@00000000:7f000001:81ef:c7b3", 0x81ef)]
    [InlineData("name=@00000000:7f000001:84b1:d0d1", 0x84b1)]
    public void Records_of_the_golden_transcript_are_accepted(string name, int port)
    {
        Assert.Equal(DiscoveryVerdict.Accepted, DiscoveryRecord.Read("gold #2", port, [name, "vers=2.0.1"], "gold", Self, out ProcessInfo? found));
        Assert.Equal(name, DiscoveryRecord.CreateTxt(found!)[0]);
    }

    [Theory]
    [InlineData("2.9.255", DiscoveryVerdict.Accepted)]
    [InlineData("2", DiscoveryVerdict.Accepted)]
    [InlineData("3.0.0", DiscoveryVerdict.OtherMajorVersion)]
    [InlineData("1.9.9", DiscoveryVerdict.OtherMajorVersion)]
    [InlineData("2.0.256", DiscoveryVerdict.NoVersion)]
    [InlineData("", DiscoveryVerdict.NoVersion)]
    public void Only_the_major_version_has_to_agree(string version, DiscoveryVerdict verdict) =>
        Assert.Equal(verdict, Read("name=@00000000:0a4d0001:80af:db61", "vers=" + version));

    [Fact]
    public void Record_without_a_version_is_not_used() =>
        Assert.Equal(DiscoveryVerdict.NoVersion, Read("name=@00000000:0a4d0001:80af:db61"));

    [Theory]
    [InlineData("name=@00000000:0A4D0001:80af:db61")]
    [InlineData("name=@00000000:0a4d0001:80af:DB61")]
    [InlineData("name=@00000000:0a4d0001:80af:0000")]
    [InlineData("name=@00000000:0a4d0001:80af")]
    [InlineData("name=@00000000:0a4d0001:80af:db610")]
    [InlineData("name=@00000000:0a4d0001:80af.db61")]
    [InlineData("name=")]
    [InlineData("nom=@00000000:0a4d0001:80af:db61")]
    public void D1_11_Record_with_a_malformed_name_is_not_used(string name) =>
        Assert.Equal(DiscoveryVerdict.BadName, Read(name, "vers=2.0.1"));

    [Fact]
    public void Order_and_further_strings_do_not_matter() =>
        Assert.Equal(DiscoveryVerdict.Accepted, Read("x=y", "vers=2.0.1", "", "NAME=@00000000:0a4d0001:80af:db61", "name=second"));

    [Fact]
    public void Port_in_the_name_has_to_be_that_of_the_record() =>
        Assert.Equal(
            DiscoveryVerdict.PortMismatch,
            DiscoveryRecord.Read("gold", Port + 1, DiscoveryRecord.CreateTxt(Other), "gold", Self, out _));

    [Fact]
    public void D3_3_Record_of_another_ensemble_is_not_used()
    {
        DiscoveryVerdict verdict = DiscoveryRecord.Read("silver #2", Port, DiscoveryRecord.CreateTxt(Other), "gold", Self, out ProcessInfo? found);

        Assert.Equal(DiscoveryVerdict.OtherEnsemble, verdict);
        Assert.Null(found);
    }

    [Fact]
    public void Own_record_is_not_used() =>
        Assert.Equal(DiscoveryVerdict.Ourselves, DiscoveryRecord.Read("gold", Port, DiscoveryRecord.CreateTxt(Other), "gold", Other.Name, out _));

    private static DiscoveryVerdict Read(params string[] txt) => DiscoveryRecord.Read("gold", Port, txt, "gold", Self, out _);
}
