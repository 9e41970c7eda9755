namespace O2.Actors;

/// <summary>What the scheduler made of a message with a time.</summary>
internal enum ScheduleResult
{
    /// <summary>It waits.</summary>
    Scheduled,

    /// <summary>Its time has come or passed: deliver it now.</summary>
    Due,

    /// <summary>The ensemble's time is not known.</summary>
    NoClock,

    /// <summary>Its time is further ahead than allowed.</summary>
    TooFarAhead,

    /// <summary>Too many messages wait.</summary>
    Full,
}
