using System.Net;
using O2.Protocol.Mdns;

namespace O2.Actors.Tests.Protocol.Mdns;

public sealed class DnsMessageTests
{
    private static readonly DnsName Name = DnsName.Parse("a._o2proc._tcp.local");

    [Theory]
    [InlineData("0001 8001 00000078 0003 7F0000", DnsParseErrorKind.BadRecordData)] // A of 3 bytes
    [InlineData("0001 8001 00000078 0005 7F00000100", DnsParseErrorKind.BadRecordData)]
    [InlineData("000C 0001 00000078 0004 01610000", DnsParseErrorKind.BadRecordData)] // a name that ends before the data
    [InlineData("000C 0001 00000078 0001 016100", DnsParseErrorKind.BadRecordData)] // a name that ends behind the data
    [InlineData("0021 8001 00000078 0006 000000000001", DnsParseErrorKind.BadRecordData)] // SRV without target
    [InlineData("0010 8001 00000078 0000", DnsParseErrorKind.BadRecordData)] // TXT without a string
    [InlineData("0010 8001 00000078 0002 0561", DnsParseErrorKind.BadRecordData)] // TXT string cut off
    [InlineData("0010 8001 00000078 0009 0161", DnsParseErrorKind.Truncated)]
    public void A_record_whose_data_has_not_the_form_of_its_type_makes_the_message_malformed(string record, DnsParseErrorKind expected)
    {
        byte[] datagram = Convert.FromHexString("0000840000000001 00000000 00".Replace(" ", "") + record.Replace(" ", ""));

        Assert.False(DnsMessageReader.TryRead(datagram, out _, out DnsParseError error));
        Assert.Equal(expected, error.Kind);
    }

    [Fact]
    public void Records_of_other_types_and_classes_are_kept_as_they_are()
    {
        byte[] datagram = Convert.FromHexString("000084000000000200000000" + "00002F8001000000780002ABCD" + "000001000300000078" + "0001EE");

        DnsMessage message = DnsSdTranscript.Decode(datagram);

        Assert.All(message.Answers, record => Assert.IsType<OpaqueRecord>(record));
        Assert.Equal([(DnsRecordType)47, DnsRecordType.A], message.Answers.Select(record => record.Type));
    }

    [Fact]
    public void More_entries_than_the_limit_are_refused_before_anything_is_read()
    {
        byte[] datagram = Convert.FromHexString("000084000000010101000000");

        Assert.False(DnsMessageReader.TryRead(datagram, out _, out DnsParseError error));
        Assert.Equal(new DnsParseError(DnsParseErrorKind.TooManyEntries, DnsMessage.HeaderBytes), error);
    }

    [Fact]
    public void A_datagram_beyond_the_limit_is_refused()
    {
        Assert.True(DnsMessageReader.TryRead(new byte[MdnsLimits.MaxDatagramBytes], out _, out _));
        Assert.False(DnsMessageReader.TryRead(new byte[MdnsLimits.MaxDatagramBytes + 1], out _, out DnsParseError error));
        Assert.Equal(DnsParseErrorKind.TooLarge, error.Kind);
    }

    [Fact]
    public void What_does_not_fit_is_refused_and_leaves_the_message_as_it_was()
    {
        var writer = new DnsMessageWriter(512);
        var records = new List<DnsRecord>();
        for (int i = 0; ; i++)
        {
            var record = new TxtRecord(Name.Parent.Prepend($"instance {i}"), 4500, TxtRecord.Encode([new string('x', 100)]));
            if (!writer.TryAddAnswer(record))
                break;
            records.Add(record);
        }
        Assert.False(writer.TryAdd(new DnsQuestion(DnsName.Parse(new string('y', 63) + "." + new string('z', 63)), DnsRecordType.Any)));
        Assert.True(writer.TryAddAdditional(new ARecord(records[0].Name, 120, IPAddress.Loopback)));

        DnsMessage message = DnsSdTranscript.Decode(writer.FinishResponse());

        Assert.Equal(3, records.Count);
        Assert.All(records.Zip(message.Answers), pair => Assert.True(pair.First.SaysTheSameAs(pair.Second)));
        Assert.Equal(records[0].Name, Assert.Single(message.Additionals).Name);
        Assert.Empty(message.Questions);
    }

    [Fact]
    public void A_writer_starts_anew_after_it_has_finished()
    {
        var writer = new DnsMessageWriter();
        writer.TryAdd(new DnsQuestion(Name, DnsRecordType.Any));
        byte[] first = writer.FinishQuery();
        Assert.True(writer.IsEmpty);
        writer.TryAdd(new DnsQuestion(Name, DnsRecordType.Any));

        Assert.Equal(first, writer.FinishQuery());
    }

    [Fact]
    public void Records_say_the_same_whatever_their_time_to_live_and_the_case_of_names()
    {
        DnsName shout = DnsName.Parse("A._O2PROC._TCP.LOCAL");
        DnsRecord server = new SrvRecord(Name, 120, 1, DnsName.Parse("h.local"));

        Assert.True(server.SaysTheSameAs(new SrvRecord(shout, 7, 1, DnsName.Parse("H.local"), false)));
        Assert.False(server.SaysTheSameAs(new SrvRecord(Name, 120, 2, DnsName.Parse("h.local"))));
        Assert.False(server.SaysTheSameAs(new TxtRecord(Name, 120, new byte[] { 0 })));
        Assert.True(new PtrRecord(Name.Parent, 1, Name).SaysTheSameAs(new PtrRecord(shout.Parent, 2, shout)));
    }

    [Fact]
    public void Txt_strings_keep_their_order_and_empty_ones_are_left_out()
    {
        byte[] data = TxtRecord.Encode(["name=x", "vers=2.0.1", "flag"]);

        Assert.Equal(["name=x", "vers=2.0.1", "flag"], new TxtRecord(Name, 1, data).Strings);
        Assert.Equal("\0"u8.ToArray(), TxtRecord.Encode([]));
        Assert.Empty(new TxtRecord(Name, 1, TxtRecord.Encode([])).Strings);
    }

    [Fact]
    public void Txt_strings_have_1_to_255_bytes_and_900_together()
    {
        Assert.Throws<ArgumentException>(() => TxtRecord.Encode([""]));
        Assert.Throws<ArgumentException>(() => TxtRecord.Encode([new string('x', 256)]));
        Assert.Throws<ArgumentException>(() => TxtRecord.Encode([.. Enumerable.Repeat(new string('x', 224), 5)]));
        Assert.Equal(MdnsLimits.MaxTxtBytes, TxtRecord.Encode([.. Enumerable.Repeat(new string('x', 224), 4)]).Length);
    }
}
