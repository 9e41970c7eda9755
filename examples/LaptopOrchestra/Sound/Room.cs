namespace LaptopOrchestra;

/// <summary>A small room: Schroeder's reverberator, four damped combs in parallel and two all-pass filters, a little different left and right.</summary>
public sealed class Room
{
    private const float Wet = 0.16f;
    private const float Echo = 0.78f;
    private const float Damping = 0.35f;
    private static readonly int[] Combs = [1557, 1617, 1491, 1422];   // frames; mutually prime, so that no echo stands out
    private static readonly int[] AllPasses = [225, 556];
    private const int StereoSpread = 23;

    /// <summary>Adds the room's answer to the sound.</summary>
    public void Process(StereoBuffer sound)
    {
        AddReverb(sound.Left, spread: 0);
        AddReverb(sound.Right, StereoSpread);
    }

    private static void AddReverb(float[] dry, int spread)
    {
        var wet = new float[dry.Length];
        foreach (var length in Combs)
            AddComb(dry, wet, length + spread);

        foreach (var length in AllPasses)
            ApplyAllPass(wet, length + spread);

        for (var i = 0; i < dry.Length; i++)
            dry[i] += Wet * wet[i];
    }

    private static void AddComb(float[] dry, float[] wet, int length)
    {
        var delay = new float[length];
        var damped = 0f;
        for (var i = 0; i < dry.Length; i++)
        {
            ref var slot = ref delay[i % length];
            wet[i] += slot;
            damped = slot * (1 - Damping) + damped * Damping;
            slot = dry[i] + damped * Echo;
        }
    }

    private static void ApplyAllPass(float[] wet, int length)
    {
        var delay = new float[length];
        for (var i = 0; i < wet.Length; i++)
        {
            ref var slot = ref delay[i % length];
            var delayed = slot;
            slot = wet[i] + delayed * 0.5f;
            wet[i] = delayed - wet[i] * 0.5f;
        }
    }
}
