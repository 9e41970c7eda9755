namespace O2.Web.BrowserTests;

/// <summary>A test that runs JavaScript without a browser; skipped, with the reason, on a machine that cannot.</summary>
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = Programs.Node is null ? "THE JAVASCRIPT CLIENT IS NOT CHECKED: node not found (apt-get install nodejs)." : null;
}
