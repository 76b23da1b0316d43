using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Cases;

/// <summary>A finding as the triage record holds it.</summary>
static class FindingPage
{
    const int Examples = 8;
    const int MostIntervals = 96;
    static readonly TimeSpan StillActive = TimeSpan.FromHours(1);
    static readonly int[] Intervals = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400];

    /// <summary>The positions whose excerpts the page shows.</summary>
    public static IEnumerable<SourcePosition> Positions(Finding finding) =>
        finding.Transcript is { } transcript ? transcript.Examples(Examples).Select(message => message.At) : [];

    /// <summary>The page.</summary>
    public static TriageFinding Of(Finding finding, Scene scene, EvidenceReport report, ImmutableDictionary<SourcePosition, HostileText> excerpts, DateTime? asOf) => new()
    {
        Id = finding.Id,
        Detector = finding.Strongest.Detector,
        Title = finding.Title,
        Techniques = Techniques(finding),
        Level = Words.Of(finding.Level),
        Bits = finding.Weighing.Sum.Value,
        Conclusive = finding.Weighing.IsConclusive,
        Tool = finding.Weighing.Subject is Pair { Tool: { } tool } ? tool.Tool : null,
        Subject = SubjectOf(finding.Weighing.Subject),
        Affected = [.. finding.Affected.Select(Affected)],
        Active = finding.Last is { } last && asOf is { } now ? last >= now - StillActive : null,
        FirstSeen = finding.First,
        LastSeen = finding.Last,
        Queries = finding.Queries,
        FirstEscalation = finding.FirstEscalation is { } escalation ? new(escalation.Query, escalation.Time, escalation.PayloadBytes) : null,
        Payload = finding is { Transcript: { } transcript, Weighing.Subject: Pair } ? Payload(transcript) : null,
        Prior = Prior(finding, scene),
        Families = [.. finding.Weighing.Families().Select(family => new TriageFamily(Words.Of(family.Family), family.Bits.Value))],
        Signals = [.. finding.Weighing.Signals.Select(signal => new TriageSignal(signal.Id, signal.Detector, Words.Of(signal.Family), signal.Value, signal.Baseline, finding.Weighing.BitsOf(signal).Value, signal.Text))],
        DidNotRun = DidNotRun(finding),
        Timeline = finding.Transcript is { } counted ? Timeline(counted) : null,
        Sessions = [],
        Evidence = finding.Transcript is { } read ? [.. read.Examples(Examples).Select(message => Excerpt(message, read, report, excerpts))] : [],
    };

    /// <summary>Techniques of every detector that speaks for the finding.</summary>
    static ImmutableArray<string> Techniques(Finding finding)
    {
        var speaking = finding.Weighing.Signals.Where(signal => finding.Weighing.BitsOf(signal) > Bits.Zero).Select(signal => signal.Detector).ToHashSet();
        return [.. DetectorList.All.Where(info => speaking.Contains(info.Id)).SelectMany(info => info.Techniques).Distinct().Order(StringComparer.Ordinal)];
    }

    static TriageSubject SubjectOf(Subject subject) => subject switch
    {
        Pair pair => SubjectOf(pair.Client, pair.Zones, pair.Servers),
        Beacon beacon => SubjectOf(beacon.Client, [beacon.Zone], beacon.Servers),
        Domain domain => new(null, domain.Indicator.Text, [domain.Indicator.Text], null, null, null),
        ListedServer server => new(null, null, [], server.Indicator.Text, null, null),
        Server server => new(server.Client is { } client ? HostileText.Address(client) : null, null, [], HostileText.Address(server.Facts.Server.Address), server.Facts.Server.Port is var port and > 0 ? port : null, null),
        Host host => new(HostileText.Address(host.Client), null, [], null, null, null),
        HiddenNames names => new(HostileText.Address(names.Client), null, [], null, null, null),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    static TriageSubject SubjectOf(Address client, ImmutableArray<byte[]> zones, ImmutableArray<Endpoint> servers) =>
        new(client.IsNone ? null : HostileText.Address(client), HostileText.Name(zones[0]), [.. zones.Select(zone => HostileText.Name(zone))],
            servers is [var server] && !server.Address.IsNone ? HostileText.Address(server.Address) : null, servers is [{ Port: > 0 } one] ? one.Port : null, null);

    static TriageAffected Affected(AffectedClient client) => new()
    {
        Client = HostileText.Address(client.Client),
        Host = null,
        User = null,
        Process = null,
        Owner = null,
        FirstSeen = client.First,
        LastSeen = client.Last,
        Queries = client.Queries,
    };

    /// <summary>
    /// What can have gone each way. Nothing was decoded, so the lower bound is zero; the upper bound of what went up is what the labels can hold with
    /// the symbols that occur in them.
    /// </summary>
    static TriagePayload Payload(Transcript transcript)
    {
        var bitsPerSymbol = Math.Log2(Math.Max(2, transcript.Symbols));
        return new(new(0, (long)Math.Ceiling(transcript.LabelBytes * bitsPerSymbol / 8)), new(0, transcript.AnswerBytes));
    }

    static TriagePrior Prior(Finding finding, Scene scene) => finding.Weighing.Subject is Pair { Scatter: null } or Beacon
        ? new(finding.Weighing.Prior.Value, Sentence.Of($"{scene.Site.AlertBudget:0.0##} alerts per 1,000 hosts and day, {Quantity.Of(scene.Seen.Clients, "client")} judged in about {Quantity.Round(scene.Seen.Chances / Math.Max(1.0, scene.Seen.Clients))} zones each"))
        : finding.Weighing.Subject is Pair or Server or Host or HiddenNames
        ? new(finding.Weighing.Prior.Value, Sentence.Of($"{scene.Site.AlertBudget:0.0##} alerts per 1,000 hosts and day, {Judged(finding.Weighing.Subject, scene)} of {Quantity.Of(scene.Census.Clients.Length, "client")} judged"))
        : new(finding.Weighing.Prior.Value, Sentence.Of("none: the list vouches for it"));

    static string Judged(Subject subject, Scene scene) => subject switch
    {
        Server { Client: null } => Quantity.Of(scene.Census.Judged, "server"),
        Server or Pair => Quantity.Of(scene.Census.Uses, "use") + " of a server",
        HiddenNames => "the queries for names that the log does not show whole",
        _ => "the servers",
    };

    static ImmutableArray<DidNotRun> DidNotRun(Finding finding) => finding.Weighing.Subject is Pair { Measures.Down: not DownFrom.Records }
        ? [new("information-budget", "the half that looks at answers: the evidence shows none")]
        : [];

    static TriageTimeline? Timeline(Transcript transcript)
    {
        if (transcript.Seconds.Count == 0)
        {
            return null;
        }
        long first = transcript.Seconds.Keys.Min(), last = transcript.Seconds.Keys.Max();
        var interval = Array.Find(Intervals, step => (last - first) / step < MostIntervals);
        interval = interval == 0 ? Intervals[^1] : interval;
        var from = first / interval * interval;
        var queries = new long[Math.Min((last - from) / interval + 1, 4000)];
        var bytes = new long[queries.Length];
        foreach (var (second, counts) in transcript.Seconds)
        {
            var at = Math.Min((second - from) / interval, queries.Length - 1);
            queries[at] += counts.Queries;
            bytes[at] += counts.FreshBytes;
        }
        return new(interval, DateTime.UnixEpoch.AddSeconds(from), [.. queries], [.. bytes], null);
    }

    static TriageExcerpt Excerpt(in DnsMessage message, Transcript transcript, EvidenceReport report, ImmutableDictionary<SourcePosition, HostileText> excerpts)
    {
        var source = report.Sources[message.At.Source];
        if (excerpts.TryGetValue(message.At, out var line))
        {
            return new(source.Path, message.At.Offset, line, null);
        }
        HostileText? filter = source.CountsPackets ? HostileText.Text(string.Create(CultureInfo.InvariantCulture, $"frame.number == {message.At.Offset}")) : null;
        return new(source.Path, message.At.Offset, InWords(message, transcript), filter);
    }

    static HostileText InWords(in DnsMessage message, Transcript transcript)
    {
        var type = RecordTypes.Name(message.Type);
        var response = (message.Sides & Sides.Response) != 0;
        var name = message.IsNameHidden ? "(name not shown)" : WireName.ToText(transcript.Bytes(message.RawName));
        return HostileText.Text(string.Create(CultureInfo.InvariantCulture,
            $"{message.Time:yyyy-MM-dd HH:mm:ss.fff} {message.Client.Address}:{message.Client.Port} {(response ? "<-" : "->")} {message.Server.Address}:{message.Server.Port} {(response ? $"response {message.Bytes} bytes" : "query")} {type} {name}"));
    }
}
