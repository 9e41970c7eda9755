using System.Diagnostics.CodeAnalysis;

namespace Akka.Actor;

/// <summary>The place of an actor in the tree: <c>akka://system/user/parent/child</c>, and the incarnation that lives there.</summary>
/// <remarks>Immutable. The incarnation (<see cref="Uid"/>) takes no part in equality of paths, only in that of references.</remarks>
public abstract class ActorPath : IEquatable<ActorPath>, IComparable<ActorPath>
{
    /// <summary>Characters that are allowed in names besides letters and digits.</summary>
    public const string ValidSymbols = "\"-_.*$+:@&=,!~';()";

    internal const long UndefinedUid = 0;

    private string? _text;

    private protected ActorPath(Address address, string name)
    {
        Address = address;
        Name = name;
    }

    private protected ActorPath(ActorPath parentPath, string name, long uid)
        : this(parentPath.Address, name)
    {
        Uid = uid;
    }

    /// <summary>The address of the actor system.</summary>
    public Address Address { get; }

    /// <summary>The last element.</summary>
    public string Name { get; }

    /// <summary>The incarnation, or 0 when it is not known.</summary>
    public long Uid { get; }

    /// <summary>The path without its last element; the root is its own parent.</summary>
    public abstract ActorPath Parent { get; }

    /// <summary>The top of the tree.</summary>
    public abstract ActorPath Root { get; }

    /// <summary>How many elements there are.</summary>
    public abstract int Depth { get; }

    /// <summary>The elements from the root down.</summary>
    public IReadOnlyList<string> Elements
    {
        get
        {
            var elements = new string[Depth];
            var path = this;
            for (var i = elements.Length - 1; i >= 0; i--, path = path.Parent)
                elements[i] = path.Name;
            return elements;
        }
    }

    /// <summary>The path one element further down.</summary>
    public static ActorPath operator /(ActorPath path, string name) => path.Child(name);

    /// <summary>The path several elements further down.</summary>
    public static ActorPath operator /(ActorPath path, IEnumerable<string> name) =>
        name.Where(element => element.Length > 0).Aggregate(path, (current, element) => current / element);

    /// <summary>True when both name the same place.</summary>
    public static bool operator ==(ActorPath? left, ActorPath? right) => left is null ? right is null : left.Equals(right);

    /// <summary>True when they name different places.</summary>
    public static bool operator !=(ActorPath? left, ActorPath? right) => !(left == right);

    /// <summary>Tells whether a string may be the name of an actor: not empty, no leading <c>$</c>, legal characters only.</summary>
    public static bool IsValidPathElement(string s)
    {
        if (string.IsNullOrEmpty(s) || s[0] == '$')
            return false;
        for (var i = 0; i < s.Length; i++)
        {
            if (s[i] == '%' && i + 2 < s.Length && char.IsAsciiHexDigit(s[i + 1]) && char.IsAsciiHexDigit(s[i + 2]))
                i += 2;
            else if (!char.IsAsciiLetterOrDigit(s[i]) && !ValidSymbols.Contains(s[i]))
                return false;
        }
        return true;
    }

    /// <summary>Reads a path of the form <c>akka://system/user/a</c>, with or without <c>#uid</c>.</summary>
    /// <exception cref="UriFormatException">It is not such a path.</exception>
    public static ActorPath Parse(string path) =>
        TryParse(path, out var result) ? result : throw new UriFormatException($"Can not parse an ActorPath: {path}");

    /// <summary>As <see cref="Parse"/>, but tells failure by its result.</summary>
    public static bool TryParse(string path, [NotNullWhen(true)] out ActorPath? actorPath)
    {
        actorPath = null;
        if (!Uri.TryCreate(path, UriKind.Absolute, out var uri) || !uri.Scheme.StartsWith("akka", StringComparison.Ordinal))
            return false;
        var address = uri.UserInfo.Length == 0
            ? new Address(uri.Scheme, path[(uri.Scheme.Length + 3)..].Split('/', '#')[0])
            : new Address(uri.Scheme, uri.UserInfo, uri.Host, uri.Port < 0 ? null : uri.Port);
        var elements = path[(address.ToString().Length)..].Split('#');
        actorPath = new RootActorPath(address) / elements[0].Split('/');
        if (elements.Length > 1 && long.TryParse(elements[1], out var uid))
            actorPath = actorPath.WithUid(uid);
        return true;
    }

    /// <summary>The path one element further down.</summary>
    public ActorPath Child(string childName) => new ChildActorPath(this, childName, UndefinedUid);

    /// <summary>The same place with another incarnation.</summary>
    public abstract ActorPath WithUid(long uid);

    /// <summary>For example <c>/user/a</c>.</summary>
    public string ToStringWithoutAddress() => "/" + string.Join('/', Elements);

    /// <summary>For example <c>akka://system/user/a</c>.</summary>
    public string ToStringWithAddress() => ToString();

    /// <summary>For example <c>akka://system/user/a#1234</c>.</summary>
    public string ToStringWithUid() => Uid == UndefinedUid ? ToString() : $"{this}#{Uid}";

    /// <summary>The form that names this incarnation on other systems, too.</summary>
    public string ToSerializationFormat() => ToStringWithUid();

    /// <summary>For example <c>akka://system/user/a</c>.</summary>
    public override string ToString() => _text ??= Address + ToStringWithoutAddress();

    /// <inheritdoc />
    public bool Equals(ActorPath? other)
    {
        if (other is null || Depth != other.Depth)
            return false;
        ActorPath a = this, b = other;
        while (!ReferenceEquals(a, b))
        {
            if (a.Name != b.Name)
                return false;
            if (a is RootActorPath)
                return a.Address == b.Address;
            (a, b) = (a.Parent, b.Parent);
        }
        return true;
    }

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as ActorPath);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Depth, Name, Address);

    /// <inheritdoc />
    public int CompareTo(ActorPath? other) => string.CompareOrdinal(ToString(), other?.ToString());
}
