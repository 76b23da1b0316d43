using System.Collections.Immutable;
using Nameward.Engine.Evidence.Mappings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Proposals;

/// <summary>Reads the looked-at records with a mapping, as they would be read in earnest, and keeps the first few.</summary>
sealed class PreviewRows : IBatchWriter
{
    const int MostShown = 5, MostAnswers = 3;

    readonly List<ProposedRow> _first = [];
    readonly Dictionary<string, int> _reasons = [];
    int _observed, _ignored, _malformed;

    /// <summary>What reading came to.</summary>
    public static ProposedReading Of(Mapping mapping, ReadOnlySpan<byte> head, TimeZoneInfo zone)
    {
        var rows = new PreviewRows();
        new MappedLog(mapping).Open(new(0, zone)).Read(head, isLast: true, rows);
        var reasons = rows._reasons.OrderByDescending(reason => reason.Value).ThenBy(reason => reason.Key, StringComparer.Ordinal).Select(reason => reason.Key);
        return new(rows._observed, rows._ignored, rows._malformed, [.. reasons], [.. rows._first]);
    }

    /// <inheritdoc/>
    public void Message(in DnsMessage row, ReadOnlySpan<byte> rawName, ReadOnlySpan<byte> answers)
    {
        if (_observed++ >= MostShown)
        {
            return;
        }
        var what = row.Sides switch { Sides.Query => "asks", Sides.Response => "is answered", _ => "asks, and is answered" };
        var type = row.Type == 0 ? "" : " " + RecordTypes.Name(row.Type);
        var text = Sentence.Of($"{End(row.Client)} {what} by {End(row.Server)}: {HostileText.Name(rawName)}{type}");
        text = row.Sides == Sides.Query ? Sentence.Of($"{End(row.Client)} asks {End(row.Server)}: {HostileText.Name(rawName)}{type}") : text;
        text = row.Rcode is { } code ? Sentence.Of($"{text}, code {code}") : text;
        _first.Add(new(TimeOf(row.Time), WithAnswers(text, row, answers)));
    }

    /// <inheritdoc/>
    public void Flow(in Flow row, ReadOnlySpan<byte> rule)
    {
        if (_observed++ >= MostShown)
        {
            return;
        }
        var text = Sentence.Of($"{End(row.Client)} to {End(row.Server)}, protocol {row.Protocol}, bytes {Count(row.UpBytes)} up and {Count(row.DownBytes)} down");
        text = row.Verdict == FlowVerdict.Unknown ? text : Sentence.Of($"{text}, {(row.Verdict == FlowVerdict.Denied ? "denied" : "allowed")}");
        _first.Add(new(TimeOf(row.Time), rule.IsEmpty ? text : Sentence.Of($"{text} by {HostileText.Text(rule)}")));
    }

    /// <inheritdoc/>
    public void Ignored(long offset) => _ignored++;

    /// <inheritdoc/>
    public void Malformed(long offset, string because)
    {
        _malformed++;
        _reasons[because] = _reasons.GetValueOrDefault(because) + 1;
    }

    static DateTime? TimeOf(DateTime time) => time == DateTime.MinValue ? null : time;

    static string Count(long count) => count < 0 ? "unknown" : Envelopes.Words.Say($"{count}");

    static Sentence End(Endpoint end) => end.Port == 0 ? Sentence.Of($"{end.Address}") : Sentence.Of($"{end.Address} port {end.Port}");

    static Sentence WithAnswers(Sentence text, in DnsMessage row, ReadOnlySpan<byte> answers)
    {
        if (!row.ShowsAnswers)
        {
            return text;
        }
        var parts = ImmutableArray.CreateBuilder<Sentence>();
        foreach (var record in new ResourceRecords(answers))
        {
            var data = record switch
            {
                { Type: RecordTypes.A or RecordTypes.Aaaa, Data.Length: 4 or 16 } => HostileText.Address(Address.FromBytes(record.Data)),
                { Target.IsEmpty: false } => HostileText.Name(record.Target),
                _ => HostileText.Text(record.Data),
            };
            parts.Add(Sentence.Of($"{RecordTypes.Name(record.Type)} {data}"));
        }
        var shown = parts.Take(MostAnswers).Aggregate(Sentence.Of($"{text}; answers:"), (all, part) => Sentence.Of($"{all} {part},"));
        return parts.Count == 0 ? Sentence.Of($"{text}; no answers") : Sentence.Of($"{shown} {parts.Count} in all");
    }
}
