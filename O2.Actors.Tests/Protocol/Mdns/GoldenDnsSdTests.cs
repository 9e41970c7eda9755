using O2.Actors.Tests.Fuzzing;
using O2.Protocol.Mdns;

namespace O2.Actors.Tests.Protocol.Mdns;

public sealed class GoldenDnsSdTests
{
    public static TheoryData<int> Indices => DnsSdTranscript.Indices;

    [Theory]
    [MemberData(nameof(Indices))]
    public void A_datagram_of_Avahi_decodes_to_its_annotation(int index)
    {
        DnsMessage message = DnsSdTranscript.Decode(DnsSdTranscript.Datagrams[index]);

        Assert.Equal(DnsSdTranscript.Annotations[index], DnsSdTranscript.Annotate(message));
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void A_datagram_of_Avahi_written_by_us_has_the_same_bytes(int index)
    {
        DnsMessage message = DnsSdTranscript.Decode(DnsSdTranscript.Datagrams[index]);

        Assert.Equal(DnsSdTranscript.Datagrams[index], Rewrite(message));
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void A_datagram_cut_anywhere_is_refused(int index)
    {
        byte[] datagram = DnsSdTranscript.Datagrams[index];
        for (int length = 0; length < datagram.Length; length++)
        {
            Assert.False(DnsMessageReader.TryRead(datagram.AsSpan(0, length), out _, out DnsParseError error), $"cut at {length}");
            Assert.NotEqual(DnsParseErrorKind.None, error.Kind);
            Assert.InRange(error.Offset, 0, length);
        }
    }

    [Fact]
    public void A_hundred_thousand_mutated_datagrams_are_read_or_refused_and_what_is_read_can_be_written()
    {
        const int seed = 20260801;
        var random = new Random(seed);
        int read = 0;
        for (int i = 0; i < 100_000; i++)
        {
            byte[] datagram = Mutation.Of(DnsSdTranscript.Datagrams, random);
            if (!DnsMessageReader.TryRead(datagram, out DnsMessage? message, out DnsParseError error))
            {
                Assert.InRange(error.Offset, 0, datagram.Length);
                continue;
            }
            read++;
            byte[] written = Rewrite(message);
            Assert.Equal(written, Rewrite(DnsSdTranscript.Decode(written)));
        }
        Assert.InRange(read, 10_000, 90_000); // the mutations are neither all harmless nor all deadly
    }

    internal static byte[] Rewrite(DnsMessage message)
    {
        var writer = new DnsMessageWriter(MdnsLimits.MaxDatagramBytes);
        Assert.All(message.Questions, question => Assert.True(writer.TryAdd(question)));
        Assert.All(message.Answers, record => Assert.True(writer.TryAddAnswer(record)));
        Assert.All(message.Authorities, record => Assert.True(writer.TryAddAuthority(record)));
        Assert.All(message.Additionals, record => Assert.True(writer.TryAddAdditional(record)));
        return writer.Finish(message.Flags);
    }
}
