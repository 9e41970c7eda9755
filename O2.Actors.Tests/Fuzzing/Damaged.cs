namespace O2.Actors.Tests.Fuzzing;

/// <summary>Makes damaged texts out of good ones.</summary>
internal static class Damaged
{
    private const string Telling = "\0\u0001;:\\/@!#0aA \u00e9\u20ac\ud83c\uffff=*";

    /// <summary>The text as it is, or with up to three characters replaced, doubled, inserted or cut off.</summary>
    public static string Text(string good, Random random)
    {
        var text = good.ToList();
        for (int changes = random.Next(4); changes > 0; changes--)
        {
            int at = random.Next(text.Count + 1);
            char other = Telling[random.Next(Telling.Length)];
            switch (random.Next(5))
            {
                case 0:
                    text.RemoveRange(at, text.Count - at);
                    break;
                case 1:
                    text.AddRange(text[..at]);
                    break;
                case 2 when at < text.Count:
                    text[at] = other;
                    break;
                default:
                    text.Insert(at, other);
                    break;
            }
        }

        return new string([.. text]);
    }
}
