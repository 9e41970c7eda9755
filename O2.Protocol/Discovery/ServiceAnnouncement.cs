namespace O2.Protocol;

/// <summary>The message <c>!_o2/sv</c>, by which a process tells others about its services and taps.</summary>
/// <remarks>
/// <para>First argument: the name of the sender. Then any number of groups of five:</para>
/// <list type="table">
/// <listheader><term>meaning</term><description>arguments, as written here</description></listheader>
/// <item><term>service offered</term><description>name, T, T, properties, 0</description></item>
/// <item><term>service gone</term><description>name, F, T, "", 0</description></item>
/// <item><term>tap added</term><description>tapper, T, F, tappee, mode</description></item>
/// <item><term>tap removed</term><description>tapper, F, F, tappee, 0</description></item>
/// </list>
/// <para>The reference writes a service that is gone as <c>name F F "" 0</c>, a removed tap without tappee, which it does not understand itself;
/// it is read as "gone" here. Booleans are written as <c>T</c> and <c>F</c> and read also from <c>B</c>. Thread-safe: yes.
/// Source: O2 2.0, service announcements.</para>
/// </remarks>
/// <param name="Process">The sender by its own account; text, because it may be none.</param>
/// <param name="Groups">What it announces.</param>
/// <param name="IsComplete">False when reading stopped at a group that does not have the form.</param>
public sealed record ServiceAnnouncement(string Process, IReadOnlyList<AnnouncedGroup> Groups, bool IsComplete)
{
    /// <summary>A message is closed before it would exceed this many bytes, half of what the reference accepts.</summary>
    /// <remarks>A single group with the longest properties exceeds it by less than 4 KB and goes alone.</remarks>
    public const int MaxMessageBytes = 32768;

    private const int ValuesPerGroup = 5;

    /// <summary>Writes groups as one or more messages.</summary>
    /// <param name="self">The name of this process.</param>
    /// <param name="groups">What to announce, in order.</param>
    /// <returns>At least one message: an empty list is announced, too, because a client takes it as the acceptance of its introduction.</returns>
    public static IReadOnlyList<O2Message> CreateMessages(ProcessName self, IReadOnlyList<AnnouncedGroup> groups)
    {
        List<O2Message> messages = [];
        List<O2Value> values = [self.Text];
        int bytes = BytesWithout(self);
        foreach (AnnouncedGroup group in groups)
        {
            int groupBytes = BytesOf(group);
            if (bytes + groupBytes > MaxMessageBytes && values.Count > 1)
            {
                messages.Add(Close(values));
                values = [self.Text];
                bytes = BytesWithout(self);
            }

            bytes += groupBytes;
            bool exists = group.Change is AnnouncedChange.ServiceOffered or AnnouncedChange.TapAdded;
            bool isService = group.Change is AnnouncedChange.ServiceOffered or AnnouncedChange.ServiceGone;
            values.Add(group.Service);
            values.Add(exists ? O2Value.True : O2Value.False);
            values.Add(isService ? O2Value.True : O2Value.False);
            values.Add(group.Text);
            values.Add((int)group.Mode);
        }

        messages.Add(Close(values));
        return messages;
    }

    /// <summary>Writes what a process tells another one right after the introduction: that it has global time, if so, and its services and taps.</summary>
    /// <param name="directory">The directory of this process, which has a name.</param>
    /// <param name="known">The directory as the other process knows it from earlier announcements: what has gone since then is said first; null for nothing.</param>
    /// <returns>The messages in the order in which they have to be sent.</returns>
    /// <exception cref="InvalidOperationException">The process has no name yet.</exception>
    public static IReadOnlyList<O2Message> CreateState(DirectorySnapshot directory, DirectorySnapshot? known = null)
    {
        ProcessName self = directory.OwnName ?? throw new InvalidOperationException("A process without a name cannot announce its services.");
        IReadOnlyList<O2Message> list = CreateMessages(self, [.. directory.CreateGoneList(known ?? DirectorySnapshot.Empty), .. directory.CreateFullList()]);
        return directory.IsSynchronized ? [SystemMessages.CreateClockSynchronized(self), .. list] : list;
    }

    /// <summary>Reads a message that was sent to <c>/_o2/sv</c>.</summary>
    /// <param name="message">The message.</param>
    /// <returns>What it says, up to the first group that does not have the form; null when not even the name of the sender is there.</returns>
    public static ServiceAnnouncement? Read(O2Message message)
    {
        O2MessageReader reader = message.AsView().Reader();
        if (!TryReadName(ref reader, out string process))
            return null;

        List<AnnouncedGroup> groups = [];
        while (!reader.IsAtEnd)
        {
            if (!TryReadName(ref reader, out string service)
                || !reader.TryReadBoolean(out bool exists)
                || !reader.TryReadBoolean(out bool isService)
                || !TryReadName(ref reader, out string text)
                || !reader.TryReadInt32(out int mode))
            {
                return new ServiceAnnouncement(process, groups, IsComplete: false);
            }

            groups.Add(new AnnouncedGroup(ChangeOf(exists, isService, text), service, text, ModeOf(mode)));
        }

        return new ServiceAnnouncement(process, groups, IsComplete: true);
    }

    private static AnnouncedChange ChangeOf(bool exists, bool isService, string text) => (exists, isService) switch
    {
        (true, true) => AnnouncedChange.ServiceOffered,
        (true, false) => AnnouncedChange.TapAdded,
        (false, true) => AnnouncedChange.ServiceGone,
        (false, false) => text.Length == 0 ? AnnouncedChange.ServiceGone : AnnouncedChange.TapRemoved,
    };

    private static TapSendMode ModeOf(int mode) =>
        mode is (int)TapSendMode.Reliable or (int)TapSendMode.BestEffort ? (TapSendMode)mode : TapSendMode.Keep;

    private static bool TryReadName(ref O2MessageReader reader, out string name)
    {
        bool isText = reader.TryReadUtf8(out ReadOnlySpan<byte> utf8);
        name = AddressText.Decode(utf8);
        return isText;
    }

    private static O2Message Close(List<O2Value> values) =>
        O2Message.Create(SystemAddress.Services, GlobalTime.Immediately, reliable: true, [.. values]);

    private static int BytesWithout(ProcessName self) =>
        ProtocolLimits.HeaderBytes + ArgumentLayout.PadText(SystemAddress.Services.Length) + ArgumentLayout.PadText(self.Text.Length) + ArgumentLayout.PadText(2);

    /// <summary>Bytes of a group: two texts, a number, and five type codes; the padding of the types is counted once.</summary>
    private static int BytesOf(AnnouncedGroup group) =>
        ArgumentLayout.PadText(AddressText.GetByteCount(group.Service)) + ArgumentLayout.PadText(AddressText.GetByteCount(group.Text)) + sizeof(int) + ValuesPerGroup;
}
