namespace O2.Actors.Tests.Arduino;

/// <summary>A <see cref="CppFactAttribute"/> with data.</summary>
internal sealed class CppTheoryAttribute : TheoryAttribute
{
    public CppTheoryAttribute() => Skip = new CppFactAttribute().Skip;
}
