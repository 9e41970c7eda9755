using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace O2.Actors.Tests.Architecture;

/// <summary>Lists what users of an assembly can see, one line for each type and, indented below it, for each member, sorted.</summary>
/// <remarks>What the compiler adds by itself (equality of records, accessors, backing fields) is left out.</remarks>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    public static IEnumerable<string> Of(Assembly assembly) =>
        assembly.GetTypes().Where(IsVisible).OrderBy(TypeText.Of, StringComparer.Ordinal).SelectMany(Lines);

    private static bool IsVisible(Type type) =>
        type.DeclaringType is null ? type.IsPublic : (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType);

    private static IEnumerable<string> Lines(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
            return [$"delegate {Signature(type.GetMethod("Invoke")!, TypeText.Of(type))}"];
        if (type.IsEnum)
            return Enum.GetNames(type).Select(name => $"    {name} = {Literal(type.GetField(name)!.GetRawConstantValue())}").Prepend(Head(type));
        return type.GetMembers(Declared).Where(IsVisible)
            .OrderBy(member => member.Name, StringComparer.Ordinal).ThenBy(Line, StringComparer.Ordinal)
            .Select(member => "    " + Line(member)).Prepend(Head(type));
    }

    private static string Head(Type type)
    {
        var kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => (type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "") + (type.IsByRefLike ? "ref struct" : "struct"),
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        var parents = Parents(type).Select(TypeText.Of).ToList();
        return $"{kind} {TypeText.Of(type)}{(parents.Count == 0 ? "" : " : ")}{string.Join(", ", parents)}";
    }

    /// <summary>Base class and interfaces, without those that come with another of them.</summary>
    private static IEnumerable<Type> Parents(Type type)
    {
        if (type.IsEnum)
            return [];
        var interfaces = type.GetInterfaces().Where(it => it.IsVisible && !IsEqualityOfRecord(type, it)).ToList();
        var implied = interfaces.SelectMany(it => it.GetInterfaces()).Concat(type.BaseType?.GetInterfaces() ?? []);
        var direct = interfaces.Except(implied).OrderBy(TypeText.Of, StringComparer.Ordinal);
        return type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? direct.Prepend(parent) : direct;
    }

    private static bool IsEqualityOfRecord(Type type, Type it) =>
        it.IsGenericType && it.GetGenericTypeDefinition() == typeof(IEquatable<>) && type.GetMethod("PrintMembers", Declared) is not null;

    private static bool IsVisible(MemberInfo member) => member switch
    {
        Type => false,
        MethodInfo { IsSpecialName: true } method => method.Name.StartsWith("op_", StringComparison.Ordinal) && IsVisible(method),
        MethodBase method => IsVisible(method),
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisibleAccessor) && !property.IsDefined(typeof(CompilerGeneratedAttribute)),
        EventInfo @event => IsVisibleAccessor(@event.AddMethod!),
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        _ => false,
    };

    private static bool IsVisible(MethodBase method) => IsVisibleAccessor(method) && !method.IsDefined(typeof(CompilerGeneratedAttribute));

    private static bool IsVisibleAccessor(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Line(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => Modifiers(constructor) + Parameters("new", constructor),
        MethodInfo method => Modifiers(method) + Signature(method, method.Name + Generics(method)),
        PropertyInfo property => Modifiers(property.GetAccessors(nonPublic: true).First(IsVisibleAccessor)) + Property(property),
        EventInfo @event => $"{Modifiers(@event.AddMethod!)}event {TypeText.Of(@event.EventHandlerType!)} {@event.Name}",
        FieldInfo { IsLiteral: true } field => $"const {TypeText.Of(field.FieldType)} {field.Name} = {Literal(field.GetRawConstantValue())}",
        FieldInfo field => $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{TypeText.Of(field.FieldType)}{Mark(Nullability.Create(field))} {field.Name}",
        _ => throw new NotSupportedException(member.ToString()),
    };

    private static string Modifiers(MethodBase method) =>
        (method.IsPublic ? "" : "protected ")
        + (method.IsStatic ? "static " : "")
        + (method.DeclaringType!.IsInterface ? ""
            : method.IsAbstract ? "abstract "
            : method.IsVirtual && method is MethodInfo info && info.GetBaseDefinition() != info ? "override "
            : method.IsVirtual && !method.IsFinal ? "virtual " : "");

    private static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(IsVisibleAccessor)
            .Select(it => it == property.GetMethod ? "get;" : IsInitOnly(it) ? "init;" : "set;").Order(StringComparer.Ordinal);
        var index = property.GetIndexParameters();
        var name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Parameter))}]";
        return $"{Reference(property.PropertyType)}{TypeText.Of(property.PropertyType)}{Mark(Nullability.Create(property))} {name} {{ {string.Join(' ', accessors)} }}";
    }

    private static bool IsInitOnly(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static string Signature(MethodInfo method, string name) =>
        $"{Reference(method.ReturnType)}{TypeText.Of(method.ReturnType)}{Mark(Nullability.Create(method.ReturnParameter))} {Parameters(name, method)}";

    private static string Reference(Type type) => type.IsByRef ? "ref " : "";

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(TypeText.Of))}>" : "";

    private static string Parameters(string name, MethodBase method) => $"{name}({string.Join(", ", method.GetParameters().Select(Parameter))})";

    private static string Parameter(ParameterInfo parameter)
    {
        var isParams = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute));
        var passing = parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref " : isParams ? "params " : "";
        var otherwise = parameter.HasDefaultValue ? $" = {Literal(parameter.RawDefaultValue)}" : "";
        var isExtended = parameter.Position == 0 && parameter.Member.IsDefined(typeof(ExtensionAttribute));
        return $"{(isExtended ? "this " : "")}{passing}{TypeText.Of(parameter.ParameterType)}{Mark(Nullability.Create(parameter))} {parameter.Name}{otherwise}";
    }

    private static string Mark(NullabilityInfo info) => info.ReadState == NullabilityState.Nullable && !info.Type.IsValueType ? "?" : "";

    private static string Literal(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
