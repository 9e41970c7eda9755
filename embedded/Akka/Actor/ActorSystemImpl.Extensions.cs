using System.Collections.Concurrent;

namespace Akka.Actor;

/// <content>Extensions.</content>
internal sealed partial class ActorSystemImpl
{
    private readonly ConcurrentDictionary<Type, Lazy<object>> _extensions = new();

    public override object RegisterExtension(IExtensionId extension)
    {
        ArgumentNullException.ThrowIfNull(extension);
        return _extensions.GetOrAdd(extension.ExtensionType, _ => new Lazy<object>(() => extension.CreateExtension(this))).Value;
    }

    public override object? GetExtension(IExtensionId extensionId) =>
        _extensions.TryGetValue(extensionId.ExtensionType, out var extension) ? extension.Value : null;

    public override T GetExtension<T>() => TryGetExtension<T>(out var extension) ? extension : null!;

    public override bool HasExtension(Type type) => _extensions.ContainsKey(type);

    public override bool HasExtension<T>() => HasExtension(typeof(T));

    public override bool TryGetExtension(Type extensionType, out object extension)
    {
        extension = _extensions.TryGetValue(extensionType, out var found) ? found.Value : null!;
        return extension is not null;
    }

    public override bool TryGetExtension<T>(out T extension)
    {
        extension = TryGetExtension(typeof(T), out var found) ? (T)found : null!;
        return extension is not null;
    }
}
