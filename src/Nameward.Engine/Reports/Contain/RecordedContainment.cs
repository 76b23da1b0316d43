using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Nameward.Engine.Cases;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Cases.Isolating;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports.Contain;

/// <summary>What containment takes of a record. Whoever had the record may have changed it: all text in it is hostile, and what is no name and no address is left out.</summary>
public static class RecordedContainment
{
    const int LabelDigits = 8;

    /// <summary>The findings that are escalated, or those that are named.</summary>
    /// <param name="record">The record.</param>
    /// <param name="findings">Ids of findings; none for all that are high or critical.</param>
    /// <exception cref="UserError">A finding is not there, there is none to contain, or the record is not one of this program.</exception>
    public static ContainedCase Of(RecordedCase record, ImmutableArray<string> findings) => record.Read(json =>
    {
        var all = json.GetProperty("findings").EnumerateArray().ToList();
        if (findings.FirstOrDefault(id => !all.Exists(finding => Is(finding, id))) is { } missing)
        {
            throw new UserError($"{record.Name}: it has no finding {missing}", $"it has {string.Join(", ", all.Take(20).Select(finding => Word(finding, "id")))}", "name one of its findings, or none for all that are high or critical");
        }
        var chosen = all.Where(finding => findings.IsEmpty ? IsGrave(finding) : findings.Any(id => Is(finding, id))).Select(Finding).ToImmutableArray();
        return chosen.IsEmpty && !RecordedChanges.CanBeRestored(json) ? throw new UserError($"{record.Name}: there is nothing to contain", "no finding of it is high or critical, and no change of configuration is without a ticket", "name a finding: --finding F1")
            : new ContainedCase(NameOf(record), LabelOf(record), chosen) { Changes = RecordedChanges.Of(json) };
    });

    /// <summary>The newest event that the case was made from, UTC; null where its evidence carries no time.</summary>
    /// <exception cref="UserError">The record is not one of this program.</exception>
    public static DateTime? Newest(RecordedCase record) => record.Read(json => json.GetProperty("run").GetProperty("asOf") is { ValueKind: JsonValueKind.String } newest ? newest.GetDateTime().ToUniversalTime() : (DateTime?)null);

    static bool Is(JsonElement finding, string id) => string.Equals(Word(finding, "id"), id, StringComparison.OrdinalIgnoreCase);

    static bool IsGrave(JsonElement finding) => Word(finding, "level") is "high" or "critical" && !(finding.TryGetProperty("suppressed", out var by) && by.ValueKind != JsonValueKind.Null);

    static string NameOf(RecordedCase record) => record.Number is { } number ? $"{number}" : record.Name;

    /// <summary>The number of the case; of a folder that is of no store, a part of the SHA-256 of the record.</summary>
    static string LabelOf(RecordedCase record) =>
        $"nameward-{(record.Number is { } number and > 0 ? $"{number}" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(record.Json.GetRawText())))[..LabelDigits])}";

    static ContainedFinding Finding(JsonElement finding)
    {
        var subject = finding.GetProperty("subject");
        var names = new KnownNames(subject);
        // Records of before suppressions and traits were known have none.
        IEnumerable<JsonElement> traits = finding.TryGetProperty("traits", out var written) ? written.EnumerateArray() : [];
        return new(Plain(Word(finding, "id")), Plain(Word(finding, "level")), finding.GetProperty("tool").GetString() is { } tool ? Plain(tool) : null,
            RecordedSubject.Clients(finding),
            [.. subject.GetProperty("zones").EnumerateArray().Select(zone => RecordedSubject.NameOf(zone.GetString())).OfType<byte[]>()],
            RecordedSubject.AddressOf(subject.GetProperty("server").GetString()),
            [.. traits.Select(trait => Trait(trait, names)).OfType<ContainedTrait>()])
        {
            Hosts = [.. finding.GetProperty("affected").EnumerateArray().Select(Host)],
            Techniques = finding.TryGetProperty("techniques", out var techniques) ? [.. techniques.EnumerateArray().Select(one => one.GetString()).OfType<string>().Where(IsTechnique)] : [],
        };
    }

    static SeenHost Host(JsonElement affected) => new()
    {
        Address = RecordedSubject.AddressOf(affected.GetProperty("client").GetString()),
        Host = Text(affected, "host"),
        User = Text(affected, "user"),
        Process = Text(affected, "process"),
        Owner = Text(affected, "owner"),
        Role = Text(affected, "role"),
        Criticality = Text(affected, "criticality"),
        First = Time(affected, "firstSeen"),
        Last = Time(affected, "lastSeen"),
        Queries = affected.GetProperty("queries").GetInt64(),
    };

    /// <summary>Records of before a field was known do not have it.</summary>
    static HostileText? Text(JsonElement from, string property) => from.TryGetProperty(property, out var value) && value.GetString() is { Length: > 0 } text ? HostileText.Text(text) : null;

    static DateTime? Time(JsonElement from, string property) => from.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetDateTime().ToUniversalTime() : null;

    static ContainedTrait? Trait(JsonElement trait, KnownNames names)
    {
        BlockKind? kind = Word(trait, "kind") switch
        {
            TraitKind.Zone => BlockKind.Zone,
            TraitKind.NameServer => BlockKind.NameServer,
            TraitKind.NameServerAddress => BlockKind.NameServerAddress,
            TraitKind.AnswerAddress => BlockKind.AnswerAddress,
            TraitKind.ServerAddress => BlockKind.Server,
            _ => null,
        };
        var value = Word(trait, "value");
        var others = trait.GetProperty("others").GetInt64();
        var isCommon = trait.GetProperty("bits").GetDouble() <= 0 && others == 0;
        var why = names.In(Word(trait, "text"));
        return kind is BlockKind.Zone or BlockKind.NameServer ? RecordedSubject.NameOf(value) is { } name ? new(kind.Value, name, default, isCommon, others, why) : null
            : kind is { } of && RecordedSubject.AddressOf(value) is { } address ? new(of, [], address, isCommon, others, why) : null;
    }

    /// <summary>Whether it is the id of a technique, as T1071 or T1071.004.</summary>
    static bool IsTechnique(string id) => id.Length is 5 or 9 && id[0] == 'T' && (id.Length == 5 || id[5] == '.') && id.Where((_, at) => at is not (0 or 5)).All(char.IsAsciiDigit);

    /// <summary>A word of ours: letters, digits and dashes.</summary>
    static string Plain(string word) => word.Length is > 0 and < 40 && word.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? word : throw new FormatException();

    static string Word(JsonElement from, string property) => from.GetProperty(property).GetString() ?? throw new FormatException();
}
