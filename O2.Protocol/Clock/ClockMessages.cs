using System.Diagnostics.CodeAnalysis;

namespace O2.Protocol;

/// <summary>The messages by which processes keep the ensemble's time; <c>!_o2/cs/cs</c> is among the <see cref="SystemMessages"/>.</summary>
/// <remarks>
/// All go best effort with timestamp 0: an answer that comes late is worth nothing. Types must match exactly, nothing is coerced.
/// Thread-safe: yes. Source: O2 2.0, "Clock".
/// </remarks>
public static class ClockMessages
{
    /// <summary>Where followers ask: the clock reference's service <c>_cs</c>.</summary>
    public const string GetAddress = "!_cs/get";

    private const string PutPath = "/cs/put", RoundTripPath = "/cs/rt";

    /// <summary>Makes <c>!_cs/get "is"</c>, a follower's question for the time.</summary>
    /// <param name="self">The follower.</param>
    /// <param name="pingNumber">The number that the answer is to repeat.</param>
    /// <returns>The message.</returns>
    public static O2Message CreateGet(ProcessName self, int pingNumber) =>
        O2Message.Create(GetAddress, GlobalTime.Immediately, reliable: false, pingNumber, AddressOf(self, PutPath));

    /// <summary>Reads <c>!_cs/get</c>.</summary>
    /// <param name="message">The message.</param>
    /// <param name="pingNumber">The number to repeat in the answer.</param>
    /// <param name="follower">Who asks.</param>
    /// <returns>
    /// False when the types differ or the answer is not to go to the clock of a process: nobody makes us send to just any service.
    /// </returns>
    public static bool TryReadGet(O2Message message, out int pingNumber, [NotNullWhen(true)] out ProcessName? follower)
    {
        (pingNumber, follower) = (0, null);
        if (message.Types != "is")
            return false;
        O2MessageView view = message.AsView();
        pingNumber = view.Int32(0);
        ReadOnlySpan<char> replyTo = view.Text(1);
        return replyTo.Length == 1 + ProcessName.TextLength + PutPath.Length && replyTo[0] == '!' && replyTo.EndsWith(PutPath)
            && ProcessName.TryParse(replyTo.Slice(1, ProcessName.TextLength), out follower);
    }

    /// <summary>Makes <c>!@follower/cs/put "it"</c>, the reference's answer.</summary>
    /// <param name="follower">Who asked.</param>
    /// <param name="pingNumber">The number of the question.</param>
    /// <param name="time">The ensemble's time, read as late as possible.</param>
    /// <returns>The message.</returns>
    public static O2Message CreatePut(ProcessName follower, int pingNumber, GlobalTime time) =>
        O2Message.Create(AddressOf(follower, PutPath), GlobalTime.Immediately, reliable: false, pingNumber, O2Value.Time(time));

    /// <summary>Reads <c>cs/put</c>.</summary>
    /// <param name="message">The message.</param>
    /// <param name="pingNumber">The number of the question.</param>
    /// <param name="time">The reference's time; anything that fits into a double, see <see cref="ClockFollower.HandleAnswer"/>.</param>
    /// <returns>False when the types differ.</returns>
    public static bool TryReadPut(O2Message message, out int pingNumber, out GlobalTime time)
    {
        (pingNumber, time) = (0, GlobalTime.Unknown);
        if (message.Types != "it")
            return false;
        O2MessageView view = message.AsView();
        (pingNumber, time) = (view.Int32(0), view.GlobalTime(1));
        return true;
    }

    /// <summary>Makes <c>!@process/cs/rt "s"</c>, the question for a process's round trips to the reference.</summary>
    /// <param name="process">Who is asked.</param>
    /// <param name="replyTo">The address to which the answer goes; types <c>sff</c>: name, mean, smallest.</param>
    /// <returns>The message.</returns>
    public static O2Message CreateRoundTripQuery(ProcessName process, O2Address replyTo) =>
        O2Message.Create(AddressOf(process, RoundTripPath), GlobalTime.Immediately, reliable: false, replyTo.Text);

    /// <summary>Reads <c>cs/rt</c>.</summary>
    /// <param name="message">The message.</param>
    /// <param name="replyTo">The address to which the answer goes.</param>
    /// <returns>False when the types differ, or the text is no address of a message.</returns>
    public static bool TryReadRoundTripQuery(O2Message message, [NotNullWhen(true)] out O2Address? replyTo)
    {
        replyTo = null;
        return message.Types == "s" && O2Address.TryParse(message.AsView().Text(0), out replyTo) && !replyTo.IsBundle;
    }

    /// <summary>Makes the answer to <c>cs/rt</c>.</summary>
    /// <param name="replyTo">The address that was given.</param>
    /// <param name="self">Who answers.</param>
    /// <param name="roundTrip">Mean and smallest round trip in seconds; both 0 in the reference.</param>
    /// <returns>The message.</returns>
    public static O2Message CreateRoundTripAnswer(O2Address replyTo, ProcessName self, (double Mean, double Min) roundTrip) =>
        O2Message.Create(replyTo, GlobalTime.Immediately, MessageFlags.BestEffort, self.Text, (float)roundTrip.Mean, (float)roundTrip.Min);

    private static string AddressOf(ProcessName process, string path) => $"!{process.Text}{path}";
}
