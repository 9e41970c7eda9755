using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace O2.Actors.Tests.Architecture;

/// <summary>What a compiled assembly refers to, read from its metadata.</summary>
internal sealed class AssemblyReferences : IDisposable
{
    private readonly PEReader _image;
    private readonly MetadataReader _metadata;

    public AssemblyReferences(Assembly assembly)
    {
        _image = new PEReader(File.OpenRead(assembly.Location));
        _metadata = _image.GetMetadataReader();
    }

    public IEnumerable<string> Assemblies =>
        _metadata.AssemblyReferences.Select(handle => _metadata.GetString(_metadata.GetAssemblyReference(handle).Name));

    /// <summary>Namespace-qualified names of the outermost types of other assemblies.</summary>
    public IEnumerable<string> Types =>
        from handle in _metadata.TypeReferences
        let type = _metadata.GetTypeReference(handle)
        where type.ResolutionScope.Kind == HandleKind.AssemblyReference
        select $"{_metadata.GetString(type.Namespace)}.{_metadata.GetString(type.Name)}";

    public void Dispose() => _image.Dispose();
}
