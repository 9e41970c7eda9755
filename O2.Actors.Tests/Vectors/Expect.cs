using O2.Protocol;

namespace O2.Actors.Tests.Vectors;

/// <summary>Assertions on messages.</summary>
public static class Expect
{
    /// <summary>Both messages are equal in every field, argument by argument, elements of bundles included.</summary>
    public static void SameMessage(O2Message expected, O2Message actual)
    {
        Assert.Equal(expected.Address, actual.Address);
        Assert.Equal(expected.Address.Text, actual.Address.Text);
        Assert.Equal(expected.Types, actual.Types);
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected.Time.Seconds), BitConverter.DoubleToInt64Bits(actual.Time.Seconds));
        Assert.Equal(expected.Flags, actual.Flags);
        Assert.Equal(expected.Data.ToArray(), actual.Data.ToArray());
        Assert.Equal(expected.WireLength, actual.WireLength);
        IReadOnlyList<O2Message> expectedElements = expected.ReadElements();
        IReadOnlyList<O2Message> actualElements = actual.ReadElements();
        Assert.Equal(expectedElements.Count, actualElements.Count);
        for (int i = 0; i < expectedElements.Count; i++)
            SameMessage(expectedElements[i], actualElements[i]);
    }
}
