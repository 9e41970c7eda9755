namespace LaptopOrchestra;

/// <summary>The command line of an example.</summary>
public static class CommandLine
{
    /// <summary>What to say about an argument that is not understood.</summary>
    public static ArgumentException Misunderstood(string argument) =>
        new($"'{argument}' is not an option, or its value is not allowed. The first lines of Program.cs tell all options.");

    /// <summary>Reads it; null when that is not possible, and then standard error says why.</summary>
    /// <param name="parse">Reads it, or throws an <see cref="ArgumentException"/>.</param>
    public static T? TryRead<T>(Func<T> parse)
        where T : class
    {
        try
        {
            return parse();
        }
        catch (ArgumentException e)
        {
            Console.Error.WriteLine(e.Message);
            return null;
        }
    }
}
