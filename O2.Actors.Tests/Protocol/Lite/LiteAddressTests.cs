using O2.Protocol;
using O2.Protocol.Lite;

namespace O2.Actors.Tests.Protocol.Lite;

public sealed class LiteAddressTests
{
    [Fact]
    public void Each_request_is_recognized_in_its_own_dialect_only()
    {
        int requests = 0;
        foreach (LiteVariant variant in Enum.GetValues<LiteVariant>())
        {
            foreach (LiteMethod method in Enum.GetValues<LiteMethod>())
            {
                if (!Has(variant, method))
                {
                    Assert.Throws<ArgumentException>(() => LiteAddress.Of(variant, method));
                    continue;
                }

                requests++;
                O2Message message = Message(LiteAddress.Of(variant, method), LiteAddress.TypesOf(variant, method));
                foreach (LiteVariant other in Enum.GetValues<LiteVariant>())
                {
                    Assert.Equal(other == variant, LiteAddress.TryRecognize(message, other, out LiteMethod recognized));
                    Assert.True(other != variant || recognized == method);
                }

                Assert.False(LiteAddress.TryRecognize(Message(LiteAddress.Of(variant, method), "N"), variant, out _));
            }
        }

        Assert.Equal(16, requests);
    }

    [Fact]
    public void Both_first_characters_mean_the_same_and_a_bundle_is_no_request()
    {
        Assert.True(LiteAddress.TryRecognize(Message(O2Address.Parse("/_o2/o2lite/ls"), ""), LiteVariant.Sockets, out LiteMethod method));
        Assert.Equal(LiteMethod.List, method);
        O2Message bundle = O2Message.CreateBundle("_o2", GlobalTime.Immediately, reliable: true, Message(O2Address.Parse("/a/b"), ""));
        Assert.False(LiteAddress.TryRecognize(bundle, LiteVariant.Sockets, out _));
    }

    private static bool Has(LiteVariant variant, LiteMethod method) => variant switch
    {
        LiteVariant.Sockets => method != LiteMethod.Full,
        LiteVariant.Web => method is not (LiteMethod.Connect or LiteMethod.Early),
        _ => method == LiteMethod.Announcement,
    };

    private static O2Message Message(O2Address address, string types)
    {
        O2Value[] args = [.. types.Select(type => type switch { 's' => (O2Value)"text", 'i' => 1, _ => O2Value.Nil })];
        return O2Message.Create(address, GlobalTime.Immediately, MessageFlags.Reliable, args);
    }
}
