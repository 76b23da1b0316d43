using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>Names and addresses of recorded findings as values. Whoever had the record may have changed it: a text that is neither is none.</summary>
static class RecordedSubject
{
    /// <summary>The clients that a finding is about, and those as whom their look-ups are seen again; records of before these were known have none.</summary>
    public static ImmutableHashSet<Address> Clients(JsonElement finding)
    {
        var also = finding.TryGetProperty("alsoSeen", out var seen) ? seen.EnumerateArray().Select(other => other.GetProperty("as")) : [];
        return [.. finding.GetProperty("affected").EnumerateArray().Select(affected => affected.GetProperty("client")).Prepend(finding.GetProperty("subject").GetProperty("client")).Concat(also)
            .Select(client => AddressOf(client.GetString())).OfType<Address>()];
    }

    /// <summary>A name in canonical wire form; null where the text is none.</summary>
    public static byte[]? NameOf(string? text) => Inquiry.TryRead(text ?? "", out var asked) ? asked.Domain : null;

    /// <summary>An address; null where the text is none.</summary>
    public static Address? AddressOf(string? text) => text is not null && Address.TryParse(Encoding.UTF8.GetBytes(text), out var address) && !address.IsNone ? address : null;
}
