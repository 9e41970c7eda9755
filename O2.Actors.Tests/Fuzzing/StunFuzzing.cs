using O2.Actors.Tests.Protocol.Stun;
using O2.Protocol.Stun;

namespace O2.Actors.Tests.Fuzzing;

/// <summary>Damaged answers of STUN servers: anybody may send one while a process starts.</summary>
internal static class StunFuzzing
{
    private static readonly byte[][] Answers =
    [
        StunDatagrams.Sample,
        StunDatagrams.Answer(default, StunDatagrams.Attribute(StunDatagrams.Software, 1, 2, 3), StunDatagrams.Address(StunDatagrams.XorMapped, 1)),
        StunDatagrams.Answer(default, StunDatagrams.Address(StunDatagrams.Mapped, 1), StunDatagrams.Attribute(0x0004, 1)),
    ];

    public static IReadOnlyList<Fuzzer> All { get; } = [new("damaged STUN answers", 20_000, Read)];

    private static void Read(int seed)
    {
        byte[] datagram = Mutation.Of(Answers, new Random(seed));
        bool isAnswer = StunBinding.TryReadResponse(datagram, out var id, out uint address);

        Assert.Equal(isAnswer, address != 0);
        if (isAnswer)
            Assert.Equal(StunTransactionId.Read(datagram.AsSpan(8)), id);
    }
}
