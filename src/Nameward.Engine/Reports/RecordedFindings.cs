using System.Collections.Immutable;
using System.Text.Json;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>The findings of a record as far as suppressions look at them. Whoever had the record may have changed it: all text in it is hostile.</summary>
public static class RecordedFindings
{
    /// <summary>All of a record.</summary>
    /// <exception cref="UserError">A part of it is missing or is not what it should be.</exception>
    public static ImmutableArray<SuppressibleFinding> Of(RecordedCase record) => record.Read(json => json.GetProperty("findings").EnumerateArray().Select(Finding).ToImmutableArray());

    static SuppressibleFinding Finding(JsonElement finding)
    {
        var subject = finding.GetProperty("subject");
        return new(Word(finding, "id"), Word(finding, "level"),
            [.. subject.GetProperty("zones").EnumerateArray().Select(zone => HostileText.Name(zone.GetString() ?? throw new FormatException()))],
            SuppressibleFinding.ClientsOf(Address(subject, "client"), finding.GetProperty("affected").EnumerateArray().Select(affected => Address(affected, "client") ?? throw new FormatException())),
            Address(subject, "server"), Word(finding, "detector"),
            finding.GetProperty("conclusive").GetBoolean() || finding.GetProperty("signals").EnumerateArray().Any(signal => Word(signal, "id") == SuppressibleFinding.ProofOfList));
    }

    static string Word(JsonElement from, string property) => from.GetProperty(property).GetString() ?? throw new FormatException();

    static HostileText? Address(JsonElement from, string property) => from.GetProperty(property).GetString() is { } text ? KnownNames.AddressOf(text) : null;
}
