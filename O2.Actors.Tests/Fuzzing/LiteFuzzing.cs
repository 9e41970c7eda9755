using System.Buffers;
using O2.Protocol;
using O2.Protocol.Lite;

namespace O2.Actors.Tests.Fuzzing;

/// <summary>What O2lite clients and their hosts say to each other, damaged, in bytes and as the text of WebSockets.</summary>
internal static class LiteFuzzing
{
    private static readonly AddressCache Cache = new();
    private static readonly LiteVariant[] Variants = [LiteVariant.Sockets, LiteVariant.Web];   // threads of our own program are no strangers
    private static readonly byte[][] Bodies = [.. Variants.SelectMany(ValidMessages).Select(ConversationFuzzing.BodyOf)];
    private static readonly byte[][] Texts = [.. Variants.SelectMany(ValidMessages).Select(TextOf)];

    public static IReadOnlyList<Fuzzer> All { get; } =
    [
        new("damaged O2lite messages", 60_000, ReadAsEverything),
        new("damaged texts of messages", 60_000, ReadText),
    ];

    /// <summary>One message of each kind that a client sends or gets.</summary>
    public static IReadOnlyList<O2Message> ValidMessages(LiteVariant variant) =>
    [
        LiteClientMessages.CreateConnect(0x7f000001, 5000),
        LiteClientMessages.CreateJoin("hall"),
        LiteClientMessages.CreateSearch("hall", 0x7f000001, 5000),
        LiteClientMessages.CreateAnnouncement(variant, AnnouncedGroup.NewService("knob", ServiceProperties.FromWire(";type:pot;")), 1),
        LiteClientMessages.CreateAnnouncement(variant, AnnouncedGroup.TapAdded(new Tap("drum", "knob", null, TapSendMode.Reliable)), 1),
        LiteClientMessages.CreateAnnouncement(variant, AnnouncedGroup.Gone("knob"), 1),
        LiteClientMessages.CreateClockQuestion(variant, 1, 7),
        LiteClientMessages.CreateClockSynchronized(variant),
        LiteClientMessages.CreateStatus(variant, "synth"),
        LiteClientMessages.CreateList(variant),
        LiteHostMessages.CreateBridgeId(1),
        LiteHostMessages.CreateClockAnswer(O2Address.Get("!knob/cs/put"), 7, new GlobalTime(12.5)),
        LiteHostMessages.CreateStatus("synth", ServiceStatus.Remote),
        LiteHostMessages.CreateListing(null),
        O2Message.Create("/synth/note", new GlobalTime(1e6), reliable: true, 60, 0.5, "text", new byte[] { 1, 2, 3 }, new float[] { 1, 2 }, O2Value.Midi(1)),
    ];

    private static void ReadAsEverything(int seed)
    {
        var random = new Random(seed);
        if (!MessageDecoder.TryDecode(Mutation.Of(Bodies, random), Cache, mayMutate: true, out var message, out _))
            return;
        foreach (var variant in Variants)
        {
            if (LiteAddress.TryRecognize(message, variant, out var method))
                Assert.True(Enum.IsDefined(method));
            LiteClientMessages.TryReadAnnouncement(message, variant, out _, out _);
        }

        LiteClientMessages.TryReadConnect(message, out _, out _);
        LiteClientMessages.TryReadJoin(message, out _);
        LiteClientMessages.TryReadSearch(message, out _, out _, out _);
        LiteClientMessages.TryReadClockQuestion(message, out _, out _, out _);
        LiteClientMessages.TryReadStatus(message, out _);
        LiteHostMessages.TryReadBridgeId(message, out _);
        LiteHostMessages.TryReadClockAnswer(message, out _, out _);
        LiteHostMessages.TryReadStatus(message, out _, out _);
        LiteHostMessages.TryReadListing(message, out _);
    }

    /// <summary>What is read can be written again, and is then the same.</summary>
    private static void ReadText(int seed)
    {
        byte[] text = Mutation.Of(Texts, new Random(seed));
        if (!TextMessageDecoder.TryDecode(text, Cache, out var message, out var error))
        {
            Assert.NotEqual(O2ParseErrorKind.None, error.Kind);
            Assert.InRange(error.Offset, 0, text.Length);
            return;
        }

        byte[] written = TextOf(message);
        Assert.True(TextMessageDecoder.TryDecode(written, Cache, out var again, out _));
        Assert.Equal(written, TextOf(again));
        ConversationFuzzing.BodyOf(message);
    }

    private static byte[] TextOf(O2Message message)
    {
        var text = new ArrayBufferWriter<byte>();
        Assert.True(TextMessageEncoder.TryWrite(message, TextMessageForm.Full, text));
        return text.WrittenSpan.ToArray();
    }
}
