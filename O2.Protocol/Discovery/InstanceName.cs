using System.Globalization;
using System.Text;

namespace O2.Protocol;

/// <summary>The mDNS instance name under which a process publishes its record, and which found names belong to an ensemble.</summary>
/// <remarks>
/// <para>Published is <c>ensemble #N</c>, where N is the decimal number of the 48 bits internal IPv4 address, TCP port. So the name is unique from
/// the first moment, and nobody spends a second on a name conflict. The form is that of a name which Avahi has changed after a conflict, so all
/// readers accept it: Avahi peers take any name, Bonjour peers one that begins with the ensemble, ours the three forms of <see cref="BelongsTo"/>.</para>
/// <para>Thread-safe: yes.</para>
/// </remarks>
public static class InstanceName
{
    /// <summary>The longest instance name (a DNS label) in bytes of UTF-8.</summary>
    public const int MaxBytes = 63;

    private const int LongestCharacter = 4;

    /// <summary>Makes the instance name that a process publishes.</summary>
    /// <param name="ensemble">A valid ensemble name.</param>
    /// <param name="process">The process.</param>
    /// <returns><c>ensemble #N</c>, or the ensemble name alone when that would exceed <see cref="MaxBytes"/>.</returns>
    public static string Create(string ensemble, ProcessName process)
    {
        ulong number = ((ulong)process.InternalIp << 16) | (uint)process.TcpPort;
        string name = string.Create(CultureInfo.InvariantCulture, $"{ensemble} #{number}");
        return Encoding.UTF8.GetByteCount(name) <= MaxBytes ? name : ensemble;
    }

    /// <summary>Tells whether a found instance name is one of a process of an ensemble: <c>ensemble</c>, <c>ensemble #N</c> or <c>ensemble (N)</c>.</summary>
    /// <param name="instance">The instance name.</param>
    /// <param name="ensemble">The ensemble name.</param>
    /// <returns>
    /// Whether the name is the ensemble with any number of such suffixes (a responder may rename a name that has one). When a responder had to cut
    /// the ensemble name to make room for its suffix in a full label, the part that is left has to agree.
    /// </returns>
    public static bool BelongsTo(string instance, string ensemble)
    {
        ReadOnlySpan<char> rest = instance;
        while (true)
        {
            if (rest.SequenceEqual(ensemble))
                return true;

            if (!TryTakeSuffixOff(ref rest))
                return rest.Length < instance.Length && IsFullLabel(instance) && ensemble.AsSpan().StartsWith(rest);
        }
    }

    private static bool TryTakeSuffixOff(ref ReadOnlySpan<char> name)
    {
        int space = name.LastIndexOf(' ');
        if (space < 1)
            return false;

        ReadOnlySpan<char> digits = name[(space + 1)..] switch
        {
            ['#', .. ReadOnlySpan<char> number] => number,
            ['(', .. ReadOnlySpan<char> number, ')'] => number,
            _ => [],
        };
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
            return false;

        name = name[..space];
        return true;
    }

    /// <summary>A label that was cut is full, but for less than one character.</summary>
    private static bool IsFullLabel(string instance) => Encoding.UTF8.GetByteCount(instance) > MaxBytes - LongestCharacter;
}
