namespace O2.Protocol.Mdns;

/// <summary>A published service on one link: its present name, how far it has come, and its records.</summary>
internal sealed class Registration
{
    private readonly DnsName _host;

    public Registration(int id, ServiceInstance service, DnsName host)
    {
        Id = id;
        Service = service;
        Name = service.Name;
        TypeName = MdnsNames.TypeName(service.Type);
        _host = host;
        BuildRecords();
    }

    /// <summary>What a registration waits for at its deadline.</summary>
    public enum Phase
    {
        /// <summary>To send the next probe, or to start announcing.</summary>
        Probing,

        /// <summary>To send the next announcement. Queries are answered from here on.</summary>
        Announcing,

        /// <summary>Nothing: the name is ours.</summary>
        Established,

        /// <summary>To try again for a name that another host has.</summary>
        StandingBy,
    }

    public int Id { get; }

    public ServiceInstance Service { get; }

    /// <summary>The instance name, which is another than the wanted one after a conflict.</summary>
    public string Name { get; private set; }

    public DnsName TypeName { get; }

    public DnsName InstanceName { get; private set; } = DnsName.Root;

    public Phase State { get; private set; }

    /// <summary>How many probes or announcements were sent.</summary>
    public int Step { get; set; }

    public LocalTime Deadline { get; set; } = LocalTime.Never;

    /// <summary>When another host contested the name last.</summary>
    public LocalTime LastConflict { get; set; } = new(double.NegativeInfinity);

    /// <summary>How often it was contested, each time soon after the time before.</summary>
    public int Conflicts { get; set; }

    /// <summary>Whether queries are answered.</summary>
    public bool IsAnnounced => State is Phase.Announcing or Phase.Established;

    /// <summary>TXT, PTR and SRV, in the order in which they are announced.</summary>
    public IReadOnlyList<PublishedRecord> Records { get; private set; } = [];

    public PublishedRecord Text => Records[0];

    public PublishedRecord Server => Records[2];

    public void Enter(Phase state, LocalTime deadline)
    {
        State = state;
        Step = 0;
        Deadline = deadline;
    }

    public void Rename(string name)
    {
        Name = name;
        BuildRecords();
    }

    private void BuildRecords()
    {
        InstanceName = TypeName.Prepend(Name);
        Records =
        [
            new PublishedRecord(new TxtRecord(InstanceName, MdnsProtocol.OtherTtl, TxtRecord.Encode(Service.Txt)), this),
            new PublishedRecord(new PtrRecord(TypeName, MdnsProtocol.OtherTtl, InstanceName), this),
            new PublishedRecord(new SrvRecord(InstanceName, MdnsProtocol.HostTtl, (ushort)Service.Port, _host), this),
        ];
    }
}
