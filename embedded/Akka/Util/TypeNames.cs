using Akka.Actor;
using Akka.Configuration;

namespace Akka.Util;

/// <summary>Finds the types that configuration names, for example <c>Akka.TestKit.TestScheduler, Akka.TestKit</c>.</summary>
/// <remarks>The assemblies of the real packages are mapped to those of this runtime, so that one configuration serves both.</remarks>
internal static class TypeNames
{
    /// <summary>Creates an instance of a type by name.</summary>
    /// <exception cref="ConfigurationException">There is no such type, or it is not a <typeparamref name="T"/>.</exception>
    public static T Create<T>(string typeName, params object[] args)
        where T : class
    {
        var type = Find(typeName);
        return Activator.CreateInstance(type, args) as T
            ?? throw new ConfigurationException($"Type [{typeName}] is not a {typeof(T)}.");
    }

    /// <summary>Finds a type by name.</summary>
    /// <exception cref="ConfigurationException">There is no such type.</exception>
    public static Type Find(string typeName)
    {
        var parts = typeName.Split(',', 2, StringSplitOptions.TrimEntries);
        if (parts[0] == "Akka.Actor.HashedWheelTimerScheduler")
            return typeof(SystemTimerScheduler); // ours has no wheel
        var type = parts.Length == 2
            ? Type.GetType($"{parts[0]}, {MapAssembly(parts[1])}")
            : typeof(TypeNames).Assembly.GetType(parts[0])
                ?? AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType(parts[0])).FirstOrDefault(found => found is not null);
        return type ?? throw new ConfigurationException($"Type [{typeName}] cannot be found.");
    }

    private static string MapAssembly(string assembly) => assembly switch
    {
        "Akka" => "O2.Embedded.Akka",
        "Akka.TestKit" or "Akka.TestKit.Xunit2" => "O2.Embedded.Akka.TestKit",
        _ => assembly,
    };
}
