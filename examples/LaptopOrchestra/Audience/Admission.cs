namespace LaptopOrchestra;

/// <summary>Who may watch the orchestra.</summary>
public enum Admission
{
    /// <summary>Nobody: it plays for itself.</summary>
    Closed,

    /// <summary>Browsers of this machine.</summary>
    Machine,

    /// <summary>Browsers of the network, too: phones.</summary>
    Network,
}
