using System.Collections.Immutable;
using System.Text.Json;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>
/// Holds a triage against an earlier record. Two findings are the same where they are of the same client, server, port and program, and have a zone in common or none.
/// Whoever had the record may have changed it: its text is hostile.
/// </summary>
static class SinceBuilder
{
    static readonly ImmutableArray<string> Levels = ["informational", "low", "medium", "high", "critical"];

    /// <summary>What is new, gone, grown, shrunk and the same.</summary>
    /// <param name="now">This triage.</param>
    /// <param name="name">The earlier record, as it was named.</param>
    /// <param name="record">The earlier record.</param>
    /// <exception cref="FormatException">A part of the record is not what it should be.</exception>
    public static TriageSince Of(TriageDocument now, HostileText name, JsonElement record)
    {
        var then = Pool(record.GetProperty("findings").EnumerateArray().Select(Past));
        var pairs = now.Findings.Select(finding => Pair(finding, then)).ToList();
        return new()
        {
            Record = name,
            AsOf = record.GetProperty("run").GetProperty("asOf") is { ValueKind: JsonValueKind.String } time ? time.GetDateTimeOffset().UtcDateTime : null,
            Decision = record.GetProperty("decision").GetProperty("decision").GetString() is ("close" or "watch" or "escalate") and var decision ? decision : throw new FormatException(),
            New = [.. pairs.Where(pair => pair.Then is null)],
            Gone = [.. then.Values.SelectMany(all => all).OrderBy(past => past.Order).Select(past => new SinceFinding(past.Title, null, past.Figures))],
            Grown = [.. pairs.Where(pair => Change(pair) > 0)],
            Shrunk = [.. pairs.Where(pair => Change(pair) < 0)],
            Same = [.. pairs.Where(pair => Change(pair) == 0)],
        };
    }

    /// <summary>The earlier findings by what they share; each is taken out when it is met again.</summary>
    static Dictionary<Identity, List<Earlier>> Pool(IEnumerable<Earlier> all)
    {
        var pool = new Dictionary<Identity, List<Earlier>>();
        foreach (var (order, past) in all.Index())
        {
            if (!pool.TryGetValue(past.Identity, out var alike))
            {
                pool.Add(past.Identity, alike = []);
            }
            alike.Add(past with { Order = order });
        }
        return pool;
    }

    static SinceFinding Pair(TriageFinding finding, Dictionary<Identity, List<Earlier>> then)
    {
        var zones = finding.Subject.Zones.Concat(finding.Subject.Zone is { } zone ? [zone] : []).ToHashSet();
        var alike = then.GetValueOrDefault(new(finding.Subject.Client, finding.Subject.Server, finding.Subject.Port, finding.Subject.Process, zones.Count == 0)) ?? [];
        var at = alike.FindIndex(past => zones.Count == 0 ? past.Detector == finding.Detector : past.Zones.Overlaps(zones));
        var met = at < 0 ? null : alike[at];
        if (at >= 0)
        {
            alike.RemoveAt(at);
        }
        return new(finding.Title, new(finding.Id, finding.Level, finding.Bits, finding.Queries, finding.Affected.Length, finding.Payload?.UpBytes.High), met?.Figures);
    }

    // Null where there is nothing to hold it against.
    static int? Change(SinceFinding pair) => pair is not { Now: { } now, Then: { } then } ? null
        : Levels.IndexOf(now.Level).CompareTo(Levels.IndexOf(then.Level)) is not 0 and var level ? level : now.Queries.CompareTo(then.Queries);

    static Earlier Past(JsonElement finding)
    {
        var subject = finding.GetProperty("subject");
        HashSet<HostileText> zones = [.. subject.GetProperty("zones").EnumerateArray().Append(subject.GetProperty("zone")).Select(zone => zone.GetString()).OfType<string>().Select(HostileText.Name)];
        return new(
            new(Text(subject, "client", KnownNames.AddressOf), Text(subject, "server", KnownNames.AddressOf), subject.GetProperty("port") is { ValueKind: JsonValueKind.Number } port ? port.GetInt32() : null,
                Text(subject, "process", HostileText.Text), zones.Count == 0),
            zones,
            Word(finding, "detector"),
            new KnownNames(subject).In(Word(finding, "title")),
            new(Word(finding, "id"), Levels.Contains(Word(finding, "level")) ? Word(finding, "level") : throw new FormatException(), finding.GetProperty("bits").GetDouble(), finding.GetProperty("queries").GetInt64(),
                finding.GetProperty("affected").GetArrayLength(), finding.GetProperty("payload") is { ValueKind: JsonValueKind.Object } payload ? payload.GetProperty("upBytes").GetProperty("high").GetInt64() : null));
    }

    static string Word(JsonElement from, string property) => from.GetProperty(property).GetString() is { Length: < 32768 } word ? word : throw new FormatException();

    static HostileText? Text(JsonElement from, string property, Func<string, HostileText> kind) => from.GetProperty(property).GetString() is { } text ? kind(text) : null;

    readonly record struct Identity(HostileText? Client, HostileText? Server, int? Port, HostileText? Process, bool IsOfNoZone);

    sealed record Earlier(Identity Identity, HashSet<HostileText> Zones, string Detector, Sentence Title, SinceFigures Figures)
    {
        public int Order { get; init; }
    }
}
