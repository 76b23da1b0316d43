using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Findings;

/// <summary>A server or host whose configuration, as the evidence shows it, makes it easier to use DNS against the site.</summary>
/// <param name="Server">Its name or address; the file of its configuration where that names none.</param>
/// <param name="Items">Each setting of that kind.</param>
/// <param name="Ties">What connects one of them with a finding, or with abuse that was seen; none as a rule.</param>
sealed record Misconfiguration(HostileText Server, ImmutableArray<MisconfiguredItem> Items, ImmutableArray<Tie> Ties) : Subject
{
    const int MostShown = 8;

    /// <inheritdoc/>
    internal override int Order => 6;

    /// <inheritdoc/>
    internal override SubjectNames Names => new() { Server = Server };

    /// <inheritdoc/>
    internal override Sentence Title(Weighing weighing) =>
        TitleOf(weighing) ?? Sentence.Of($"{Server}: {string.Join(", ", Items.Select(item => item.Item).Distinct().Order().Select(MisconfiguredItem.Words))}");

    /// <inheritdoc/>
    internal override ImmutableArray<AffectedClient> Affected(Transcript? transcript) => [];

    /// <inheritdoc/>
    internal override ImmutableArray<ShownRecord> Shown =>
        [.. Items.OrderBy(item => item.Item).ThenBy(item => item.Statement.At).Take(MostShown).Select(item => new ShownRecord(item.Statement.At, item.Value.IsEmpty ? item.Object : item.Value))];

    /// <summary>Whether an address or a name is what one of the settings is about.</summary>
    public bool Mentions(Address address) => ConfiguredValue.AddressOf(Server) == address || Items.Any(item => item.Addresses.Contains(address));

    /// <summary>Whether a name is what one of the settings is about.</summary>
    public bool Mentions(ReadOnlySpan<byte> name)
    {
        foreach (var item in Items)
        {
            if (ConfiguredValue.WireNameOf(item.Zone).AsSpan().SequenceEqual(name))
            {
                return true;
            }
        }
        return false;
    }
}

/// <summary>What can be wrong with a configuration, in the order in which it is told.</summary>
enum MisconfigurationKind : byte
{
    /// <summary>Anybody may have the server look things up.</summary>
    OpenRecursion,
    /// <summary>Anybody may have a zone as a whole.</summary>
    OpenTransfers,
    /// <summary>Anybody may change a zone.</summary>
    OpenUpdates,
    /// <summary>Queries are forwarded to a server that an indicator list names.</summary>
    ListedServer,
    /// <summary>Queries are forwarded to a server that the site does not approve.</summary>
    UnapprovedForwarder,
    /// <summary>DHCP, router advertisements or a host's own setting name a server that the site does not approve.</summary>
    UnapprovedResolver,
    /// <summary>The server loads code, or was made to try.</summary>
    Plugin,
    /// <summary>Logs were cleared.</summary>
    LogsCleared,
    /// <summary>Queries are not logged.</summary>
    NoQueryLog,
    /// <summary>Signatures are not checked.</summary>
    NoValidation,
    /// <summary>Every name below another is answered.</summary>
    Wildcard,
}

/// <summary>One setting that makes it easier to use DNS against a site.</summary>
/// <param name="Item">What is wrong.</param>
/// <param name="Statement">The statement that shows it.</param>
/// <param name="Addresses">The addresses that it names, of those that matter.</param>
sealed record MisconfiguredItem(MisconfigurationKind Item, StatedChange Statement, ImmutableArray<Address> Addresses)
{
    /// <summary>What it is about.</summary>
    public HostileText Object => Statement.Object;

    /// <summary>The zone or name that it is about, without its view.</summary>
    public HostileText Zone => ConfiguredValue.WithoutView(Statement.Object);

    /// <summary>As it stands.</summary>
    public HostileText Value => Statement.New;

    /// <summary>Id of its signal.</summary>
    public static string Id(MisconfigurationKind item) => item switch
    {
        MisconfigurationKind.OpenRecursion => "open-recursion",
        MisconfigurationKind.OpenTransfers => "open-transfers",
        MisconfigurationKind.OpenUpdates => "open-updates",
        MisconfigurationKind.ListedServer => "forwards-to-listed",
        MisconfigurationKind.UnapprovedForwarder => "unapproved-forwarder",
        MisconfigurationKind.UnapprovedResolver => "unapproved-resolver",
        MisconfigurationKind.Plugin => "plugin",
        MisconfigurationKind.LogsCleared => "logs-cleared",
        MisconfigurationKind.NoQueryLog => "no-query-log",
        MisconfigurationKind.NoValidation => "no-validation",
        _ => "wildcard-records",
    };

    /// <summary>The same for people.</summary>
    public static string Words(MisconfigurationKind item) => item switch
    {
        MisconfigurationKind.OpenRecursion => "recursion for anybody",
        MisconfigurationKind.OpenTransfers => "zone transfers for anybody",
        MisconfigurationKind.OpenUpdates => "updates by anybody",
        MisconfigurationKind.ListedServer => "a server that an indicator list names",
        MisconfigurationKind.UnapprovedForwarder => "forwarders that are not approved",
        MisconfigurationKind.UnapprovedResolver => "resolvers announced or set that are not approved",
        MisconfigurationKind.Plugin => "a plug-in",
        MisconfigurationKind.LogsCleared => "logs cleared",
        MisconfigurationKind.NoQueryLog => "no query log",
        MisconfigurationKind.NoValidation => "no DNSSEC validation",
        _ => "wildcard records",
    };
}

/// <summary>What connects a setting with a finding, or with abuse that was seen.</summary>
/// <param name="Item">The setting.</param>
/// <param name="Text">What connects them.</param>
sealed record Tie(MisconfiguredItem Item, Sentence Text);
