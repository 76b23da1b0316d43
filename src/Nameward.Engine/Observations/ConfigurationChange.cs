namespace Nameward.Engine.Observations;

/// <summary>
/// One statement about how DNS is configured, as a log of changes, a snapshot of a configuration or an announcement on the wire makes it: a setting was changed,
/// stands so, or something was done that depends on it. Its texts are as the evidence writes them, and hostile.
/// </summary>
public readonly record struct ConfigurationChange
{
    /// <summary>Where the record stands.</summary>
    public SourcePosition At { get; init; }
    /// <summary>When, UTC; <see cref="DateTime.MinValue"/> where the evidence carries no time: a snapshot stands from when its file was written.</summary>
    public DateTime Time { get; init; }
    /// <summary>What of DNS it is about.</summary>
    public ConfigurationKind Kind { get; init; }
    /// <summary>What was done to it.</summary>
    public ConfigurationAct Act { get; init; }
    /// <summary>Whether the same record made another statement before: it is one record still.</summary>
    public bool Continues { get; init; }
    /// <summary>The server or host that it is about, in the bytes of the batch: its name or address; empty where the evidence does not tell.</summary>
    public Slice Host { get; init; }
    /// <summary>Who did it: an account, or the address that a dynamic update came from; empty where the evidence does not tell.</summary>
    public Slice Actor { get; init; }
    /// <summary>What it was done to: a zone, a name, an interface; empty where it is the host itself.</summary>
    public Slice Object { get; init; }
    /// <summary>Which property of that, in the product's own words (<c>allow-transfer</c>, <c>ServerLevelPluginDll</c>, <c>A</c>); empty where it is the whole object.</summary>
    public Slice Property { get; init; }
    /// <summary>The value before; empty where the evidence does not tell.</summary>
    public Slice Old { get; init; }
    /// <summary>The value after, or as it stands.</summary>
    public Slice New { get; init; }
}

/// <summary>What of DNS a statement about configuration is about.</summary>
public enum ConfigurationKind : byte
{
    /// <summary>Something else that its product calls by a name: see the property.</summary>
    Other,
    /// <summary>A zone: that it is served, its type, its file.</summary>
    Zone,
    /// <summary>Records of a zone.</summary>
    Record,
    /// <summary>Name servers of a zone, a delegation.</summary>
    NameServers,
    /// <summary>Servers that a server forwards to, with the zones that it does so for.</summary>
    Forwarders,
    /// <summary>Who may have a server look things up for them.</summary>
    Recursion,
    /// <summary>Who may ask.</summary>
    Queries,
    /// <summary>Who may transfer a zone, and transfers that were made or refused.</summary>
    Transfers,
    /// <summary>Who may update a zone.</summary>
    Updates,
    /// <summary>Code that a server loads.</summary>
    Plugin,
    /// <summary>What a server logs, and that logs were cleared.</summary>
    Logging,
    /// <summary>Signing and validation.</summary>
    Dnssec,
    /// <summary>Policies, response policy zones, block lists.</summary>
    Policy,
    /// <summary>Addresses and ports that a server listens on.</summary>
    Listening,
    /// <summary>The DNS servers that a host asks.</summary>
    Resolvers,
    /// <summary>The DNS servers that DHCP or router advertisements tell hosts to ask.</summary>
    AnnouncedServers,
    /// <summary>Names that a host knows by a file of its own.</summary>
    HostNames,
    /// <summary>The rights to control a server: keys, control channels.</summary>
    Control,
    /// <summary>Another file that is a part of the configuration; <see cref="ConfigurationChange.New"/> is its name.</summary>
    Include,
    /// <summary>A firewall's rules for DNS.</summary>
    Firewall,
    /// <summary>A server as a whole: started, stopped, its configuration loaded.</summary>
    Server,
}

/// <summary>What was done, as a statement about configuration tells it.</summary>
public enum ConfigurationAct : byte
{
    /// <summary>Nothing: it stands so, as a snapshot shows it.</summary>
    Stands,
    /// <summary>A value was set.</summary>
    Set,
    /// <summary>Something came to be.</summary>
    Added,
    /// <summary>Something ceased to be.</summary>
    Removed,
    /// <summary>Something was done that changes no setting: a transfer was made, a cache cleared, a library loaded.</summary>
    Done,
    /// <summary>Somebody tried and was refused, or it failed.</summary>
    Refused,
}

/// <summary>The texts of a <see cref="ConfigurationChange"/> on their way into a batch, in UTF-8 or as the evidence has them; empty where it does not tell.</summary>
public readonly ref struct ConfigurationTexts
{
    /// <summary>The server or host that it is about.</summary>
    public ReadOnlySpan<byte> Host { get; init; }
    /// <summary>Who did it.</summary>
    public ReadOnlySpan<byte> Actor { get; init; }
    /// <summary>What it was done to.</summary>
    public ReadOnlySpan<byte> Object { get; init; }
    /// <summary>Which property of that.</summary>
    public ReadOnlySpan<byte> Property { get; init; }
    /// <summary>The value before.</summary>
    public ReadOnlySpan<byte> Old { get; init; }
    /// <summary>The value after, or as it stands.</summary>
    public ReadOnlySpan<byte> New { get; init; }

    /// <summary>Bytes of all together.</summary>
    internal int Length => Host.Length + Actor.Length + Object.Length + Property.Length + Old.Length + New.Length;
}
