using O2.Actors;
using O2.Protocol;

namespace O2.Benchmarks;

/// <summary>Sends messages one way as quickly as they are taken; when too much waits, it waits, too.</summary>
internal sealed class Blast(O2Process o2, bool isReliable)
{
    /// <returns>When it began, on the machine's clock.</returns>
    public async Task<long> SendAsync(int count)
    {
        await Task.Yield();
        long start = Ticks.Now;
        for (int i = 0; i < count; i++)
        {
            if ((isReliable ? o2.SendReliable("/absorb/note", i) : o2.Send("/absorb/note", i)) == SendStatus.Blocked)
                await o2.SendAsync(O2Message.Create("/absorb/note", GlobalTime.Immediately, isReliable, i));
        }

        return start;
    }
}
