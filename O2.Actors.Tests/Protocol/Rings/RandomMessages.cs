using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Rings;

/// <summary>Messages of all shapes, and a text that tells two of them apart.</summary>
internal sealed class RandomMessages(int seed, int maxArguments = 12)
{
    private static readonly string[] Addresses = ["/synth/noteon", "!meter/level", "/a", "/synth/*", "/a/very/long/path/of/a/method"];
    private readonly Random _random = new(seed);
    private int _count;

    /// <summary>The next message; no two are equal.</summary>
    public O2Message Next(double time = 0)
    {
        var args = new O2Value[_random.Next(1, maxArguments + 1)];
        args[0] = _count++;
        for (int i = 1; i < args.Length; i++)
            args[i] = NextArgument();
        return O2Message.Create(Addresses[_random.Next(Addresses.Length)], new GlobalTime(time), _random.Next(2) == 0, args);
    }

    public static string Describe(O2MessageView message) =>
        $"{message.Address} {message.Types} {message.Flags} {message.Time} {Convert.ToHexString(message.Raw)}";

    private O2Value NextArgument() => _random.Next(6) switch
    {
        0 => _random.Next(),
        1 => _random.NextDouble(),
        2 => new string('x', _random.Next(40)),
        3 => new byte[_random.Next(60)],
        4 => new float[_random.Next(20)],
        _ => O2Value.True,
    };
}
