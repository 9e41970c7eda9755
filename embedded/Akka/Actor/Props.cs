using System.Linq.Expressions;
using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>How to create an actor: its class, constructor arguments, dispatcher and supervisor strategy.</summary>
/// <remarks>Immutable. The arguments are evaluated once; every incarnation gets the same objects.</remarks>
public class Props
{
    private readonly object?[] _arguments;

    private Props(Type type, object?[] arguments)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (!typeof(ActorBase).IsAssignableFrom(type) || type.IsAbstract)
            throw new ArgumentException($"[{type}] is not a concrete actor class.", nameof(type));
        Type = type;
        _arguments = arguments;
    }

    private Props(Props source)
    {
        Type = source.Type;
        _arguments = source._arguments;
        Dispatcher = source.Dispatcher;
        SupervisorStrategy = source.SupervisorStrategy;
    }

    /// <summary>The actor's class.</summary>
    public Type Type { get; }

    /// <summary>The name of the actor's class.</summary>
    public string TypeName => Type.AssemblyQualifiedName!;

    /// <summary>The arguments of its constructor.</summary>
    public object?[] Arguments => _arguments;

    /// <summary>The configuration section of its dispatcher.</summary>
    public string Dispatcher { get; private init; } = Dispatchers.DefaultDispatcherId;

    /// <summary>How it supervises its children, or null for what its class says.</summary>
    public SupervisorStrategy? SupervisorStrategy { get; private init; }

    /// <summary>Takes class and arguments from an expression of the form <c>() => new MyActor(a, b)</c>.</summary>
    /// <exception cref="ArgumentException">The expression has another form.</exception>
    public static Props Create<TActor>(Expression<Func<TActor>> factory, SupervisorStrategy? supervisorStrategy = null)
        where TActor : ActorBase
    {
        if (factory.Body is not NewExpression creation)
            throw new ArgumentException("The create function must be a 'new T (args)' expression", nameof(factory));
        return new Props(creation.Type, [.. creation.Arguments.Select(Evaluate)]) { SupervisorStrategy = supervisorStrategy };
    }

    /// <summary>Creates an actor with the public constructor that takes <paramref name="args"/>.</summary>
    public static Props Create<TActor>(params object?[] args)
        where TActor : ActorBase => new(typeof(TActor), args);

    /// <summary>Creates an actor that supervises its children by <paramref name="supervisorStrategy"/>.</summary>
    public static Props Create<TActor>(SupervisorStrategy supervisorStrategy)
        where TActor : ActorBase, new() => new(typeof(TActor), []) { SupervisorStrategy = supervisorStrategy };

    /// <summary>Creates an actor with the public constructor that takes <paramref name="args"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="type"/> is not an actor class.</exception>
    public static Props Create(Type type, params object?[] args) => new(type, args);

    /// <summary>The same on another dispatcher.</summary>
    /// <param name="dispatcher">A section of the configuration.</param>
    public Props WithDispatcher(string dispatcher) => new(this) { Dispatcher = dispatcher };

    /// <summary>The same with another way to supervise children.</summary>
    public Props WithSupervisorStrategy(SupervisorStrategy supervisorStrategy) => new(this) { SupervisorStrategy = supervisorStrategy };

    internal ActorBase NewActor()
    {
        try
        {
            return (ActorBase)Activator.CreateInstance(Type, _arguments)!;
        }
        catch (Exception e)
        {
            throw new TypeLoadException($"Error while creating actor instance of type {Type} with {_arguments.Length} args: ({string.Join(",", _arguments)})", e);
        }
    }

    private static object? Evaluate(Expression argument) => argument is ConstantExpression constant
        ? constant.Value
        : Expression.Lambda<Func<object?>>(Expression.Convert(argument, typeof(object))).Compile(preferInterpretation: true)();
}
