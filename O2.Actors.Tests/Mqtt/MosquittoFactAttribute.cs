namespace O2.Actors.Tests.Mqtt;

/// <summary>A test with a real broker, mosquitto; skipped, with the reason, on a machine that lacks it.</summary>
internal sealed class MosquittoFactAttribute : FactAttribute
{
    private static readonly string[] Folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), "/usr/sbin", "/usr/local/sbin"];

    public MosquittoFactAttribute()
    {
        if (Find("mosquitto") is null)
            Skip = "NOT CHECKED AGAINST A REAL BROKER: mosquitto not found (apt-get install mosquitto).";
    }

    /// <summary>Where a program is; null when it is not there.</summary>
    public static string? Find(string program) => Folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
