namespace O2.Actors;

/// <summary>Where things go on that must not hold up the thread that brought them about: the thread pool, but in the test kit the thread of the test.</summary>
internal interface IBackground
{
    /// <summary>Runs something soon, never within this call.</summary>
    void Run(Action work);

    /// <summary>Makes what several may wait for at once.</summary>
    TaskCompletionSource CreateWaiters();

    /// <summary>Lets all go on who wait for what <see cref="CreateWaiters"/> made: each in the background, never within this call.</summary>
    void Release(TaskCompletionSource waiters);
}
