using System.Text;
using O2.Protocol;
using O2.Protocol.Mqtt;

namespace O2.Actors.Tests.Protocol.Mqtt;

public sealed class BrokerAnnouncementTests
{
    private static readonly ProcessInfo A = new(MqttTranscript.A, 0x8ec5, ProtocolVersion.Current);

    [Fact]
    public void What_the_reference_announces_is_read_and_written_byte_for_byte()
    {
        var topics = new BrokerTopics(MqttTranscript.Ensemble);
        var texts = MqttTranscript.All
            .Where(packet => packet.To == "broker" && packet.Type == MqttPacketType.Publish && packet.Publication.Topic == topics.Discovery)
            .Select(packet => packet.Publication.Payload[BrokerPayload.PrefixBytes..]).ToList();

        Assert.NotEmpty(texts);
        foreach (byte[] text in texts)
        {
            var announcement = Read(text);
            bool isReferenceBye = announcement is { Kind: BrokerAnnouncementKind.Bye, Process.UdpPort: 0 };
            Assert.Equal(text, isReferenceBye ? BrokerAnnouncement.WriteReferenceBye(announcement.Process.Name) : announcement.Write());
        }

        Assert.Contains(texts, text => Read(text) == new BrokerAnnouncement(A, BrokerAnnouncementKind.Synchronized));
    }

    [Theory]
    [InlineData(BrokerAnnouncementKind.Here, ":8ec5/dy/2.0.1")]
    [InlineData(BrokerAnnouncementKind.Synchronized, ":8ec5/cs/2.0.1")]
    [InlineData(BrokerAnnouncementKind.Bye, ":8ec5/bye/2.0.1")]
    public void Each_kind_has_its_word(BrokerAnnouncementKind kind, string rest)
    {
        byte[] text = Encoding.ASCII.GetBytes(MqttTranscript.A.Text + rest);

        Assert.Equal(text, new BrokerAnnouncement(A, kind).Write());
        Assert.Equal(new BrokerAnnouncement(A, kind), Read(text));
    }

    [Fact]
    public void The_references_goodbye_has_no_port_and_no_version()
    {
        byte[] text = Encoding.ASCII.GetBytes(MqttTranscript.A.Text + "/bye");

        Assert.Equal(text, BrokerAnnouncement.WriteReferenceBye(MqttTranscript.A));
        Assert.Equal(new BrokerAnnouncement(new ProcessInfo(MqttTranscript.A, 0, 0), BrokerAnnouncementKind.Bye), Read(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("bye")]
    [InlineData("/bye")]
    [InlineData("@00000000")]
    [InlineData("@00000000:7f000001")]
    [InlineData("@00000000/7f000001/9159:8ec5/dy/2.0.1")]
    public void D6_13_A_payload_with_too_few_colons_is_ignored(string text) => Assert.False(BrokerAnnouncement.TryRead(Encoding.ASCII.GetBytes(text), out _));

    [Theory]
    [InlineData("@00000000:7f000001:9159")]
    [InlineData("@00000000:7F000001:9159:8ec5/dy/2.0.1")]
    [InlineData("@00000000:7f000001:0000:8ec5/dy/2.0.1")]
    [InlineData("@00000000:7f000001:9159:0000/dy/2.0.1")]
    [InlineData("@00000000:7f000001:9159:8ec/dy/2.0.1")]
    [InlineData("@00000000:7f000001:9159:8ec55/dy/2.0.1")]
    [InlineData("@00000000:7f000001:9159:8ec5/dz/2.0.1")]
    [InlineData("@00000000:7f000001:9159:8ec5/dy2.0.1")]
    [InlineData("@00000000:7f000001:9159:8ec5/dy/")]
    [InlineData("@00000000:7f000001:9159:8ec5/dy")]
    [InlineData("@00000000:7f000001:9159:8ec5/dy/x")]
    [InlineData("@00000000:7f000001:9159:8ec5/dy/2.999.1")]
    [InlineData("@00000000:7f000001:9159/byebye")]
    [InlineData("@00000000:7f000001:9159 /bye")]
    [InlineData("@00000000:7f000001:9159:8ec5/dy/2.0.1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void A_payload_of_another_form_is_ignored(string text) => Assert.False(BrokerAnnouncement.TryRead(Encoding.ASCII.GetBytes(text), out _));

    [Fact]
    public void R6_6_Every_payload_begins_with_two_bytes_that_count()
    {
        Assert.Equal([0x12, 0x34, 7, 8], BrokerPayload.Create([7, 8], 0x12341234));
        Assert.Equal([0xFF, 0xFF], BrokerPayload.Create([], -1));
    }

    [Fact]
    public void Ensembles_whose_names_have_a_meaning_for_brokers_cannot_meet_there()
    {
        Assert.Throws<ArgumentException>(() => new BrokerTopics("a+b"));
        Assert.Throws<ArgumentException>(() => new BrokerTopics("#"));
        Assert.Equal("O2-my band/disc", new BrokerTopics("my band").Discovery);
        Assert.Equal("O2-my band/@00000000:7f000001:9159", new BrokerTopics("my band").Of(MqttTranscript.A));
    }

    private static BrokerAnnouncement Read(byte[] text)
    {
        Assert.True(BrokerAnnouncement.TryRead(text, out var announcement), Encoding.ASCII.GetString(text));
        return announcement;
    }
}
