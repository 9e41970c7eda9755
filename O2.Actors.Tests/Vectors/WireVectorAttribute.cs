using System.Reflection;
using Xunit.Sdk;

namespace O2.Actors.Tests.Vectors;

/// <summary>Runs a theory once for each named vector, or for all of them; the parameter is a <see cref="WireVector"/>.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class WireVectorAttribute(params string[] names) : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        (names.Length == 0 ? WireVector.All : names.Select(WireVector.Named)).Select(vector => new object[] { vector });
}
