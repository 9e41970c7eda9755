namespace O2.Actors.Tests.Fuzzing;

/// <summary>Makes damaged bytes out of good ones.</summary>
internal static class Mutation
{
    private static readonly byte[] Telling = [0x00, 0x01, 0x0C, 0x3F, 0x40, 0x7F, 0x80, 0xC0, 0xFF];

    /// <summary>Takes one of the originals and changes up to four bytes, cuts it, doubles a part of it, or joins it with another.</summary>
    public static byte[] Of(IReadOnlyList<byte[]> originals, Random random)
    {
        var bytes = originals[random.Next(originals.Count)].ToList();
        for (int changes = random.Next(1, 5); changes > 0 && bytes.Count > 0; changes--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(8))
            {
                case 0:
                    bytes.RemoveRange(at, random.Next(bytes.Count - at));
                    break;
                case 1:
                    bytes.InsertRange(at, bytes.GetRange(at, random.Next(Math.Min(40, bytes.Count - at))));
                    break;
                case 2:
                    byte[] other = originals[random.Next(originals.Count)];
                    bytes.AddRange(other[random.Next(other.Length)..]);
                    break;
                case 3 or 4:
                    bytes[at] = Telling[random.Next(Telling.Length)];
                    break;
                default:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
            }
        }
        return [.. bytes];
    }
}
