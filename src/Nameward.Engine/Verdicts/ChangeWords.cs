using System.Globalization;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Verdicts;

/// <summary>What was changed, in words of ours; the product's own words stand beside them.</summary>
static class ChangeWords
{
    /// <summary>What a statement says was done: "record A added", "zone transfers set", "zone transfer refused".</summary>
    public static string Of(StatedChange change) => $"{Thing(change.Kind, change.Property, change.Act)} {Verb(change.Act)}";

    /// <summary>The thing that a setting is about: "forwarders", "record MX".</summary>
    public static string Thing(ConfigurationKind kind, HostileText property, ConfigurationAct act = ConfigurationAct.Set) => kind switch
    {
        ConfigurationKind.Zone => "zone",
        ConfigurationKind.Record => TypeOf(property) is { } type ? $"record {type}" : "record",
        ConfigurationKind.NameServers => "name servers",
        ConfigurationKind.Forwarders => "forwarders",
        ConfigurationKind.Recursion => "recursion",
        ConfigurationKind.Queries => "who may ask",
        ConfigurationKind.Transfers => act is ConfigurationAct.Done or ConfigurationAct.Refused ? "zone transfer" : "zone transfers",
        ConfigurationKind.Updates => act is ConfigurationAct.Done or ConfigurationAct.Refused ? "dynamic update" : "dynamic updates",
        ConfigurationKind.Plugin => "plug-in",
        ConfigurationKind.Logging => "logging",
        ConfigurationKind.Dnssec => "DNSSEC",
        ConfigurationKind.Policy => "policy",
        _ => ThingOfHosts(kind),
    };

    static string ThingOfHosts(ConfigurationKind kind) => kind switch
    {
        ConfigurationKind.Listening => "listening addresses",
        ConfigurationKind.Resolvers => "resolvers of a host",
        ConfigurationKind.AnnouncedServers => "announced DNS servers",
        ConfigurationKind.HostNames => "hosts file",
        ConfigurationKind.Control => "control of the server",
        ConfigurationKind.Include => "included file",
        ConfigurationKind.Firewall => "firewall",
        ConfigurationKind.Server => "server",
        _ => "setting",
    };

    static string Verb(ConfigurationAct act) => act switch
    {
        ConfigurationAct.Added => "added",
        ConfigurationAct.Removed => "removed",
        ConfigurationAct.Done => "done",
        ConfigurationAct.Refused => "refused",
        _ => "set",
    };

    /// <summary>The type of records that a property names, in the spelling of the registry; null where it names none that is known.</summary>
    static string? TypeOf(HostileText property)
    {
        var type = property.As(text => RecordTypes.TryParse(text, out var known) ? known : (ushort)0);
        return type == 0 ? null : RecordTypes.Name(type);
    }

    /// <summary>An instant in a sentence.</summary>
    public static string At(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A stretch of time in a sentence: the day is said twice only where it is not the same.</summary>
    public static string Span(DateTime from, DateTime to) =>
        $"from {from.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} to {to.ToString(from.Date == to.Date ? "HH:mm" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}";
}
