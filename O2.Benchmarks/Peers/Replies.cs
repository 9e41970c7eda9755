using O2.Actors;

namespace O2.Benchmarks;

/// <summary>Sends by TCP or by UDP.</summary>
internal static class Replies
{
    public static void Reply(this O2Process o2, string address, bool isReliable, int number)
    {
        if (isReliable)
            o2.SendReliable(address, number);
        else
            o2.Send(address, number);
    }
}
