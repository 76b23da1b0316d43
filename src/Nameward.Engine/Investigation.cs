using System.Collections.Immutable;
using Nameward.Engine.Cases;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Cases.Verifying;
using Nameward.Engine.Findings;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;
using Nameward.Engine.Profiles;
using Nameward.Engine.Rollups;
using Nameward.Engine.Transcripts;
using Nameward.Engine.Verdicts;

namespace Nameward.Engine;

/// <summary>The one pipeline: the only place that names every stage, and no place for anything else.</summary>
public sealed class Investigation(InvestigationSettings settings, TimeProvider clock)
{
    /// <summary>Evidence in, decision out.</summary>
    /// <param name="evidence">The evidence.</param>
    /// <param name="more">Sinks that see it too, one for each thread.</param>
    public TriageDocument Triage(IEvidence evidence, Func<IObservationSink>? more = null)
    {
        var started = Start();
        var read = Read(evidence, more);
        var (report, scene) = (read.Report, read.Scene);
        var (builder, findings, complete) = Judge(evidence, read);
        var asOf = settings.AsOf ?? report.Sources.Max(source => source.To);
        var document = new TriageBuilder(scene, report, findings, settings.Policy)
        {
            Excerpts = evidence.Excerpts(findings.SelectMany(FindingPage.Positions)),
            Coverage = Coverage.Of(Kinds(report), report, read.Activity),
            AsOf = asOf,
            Nearest = builder.Nearest,
            Limits = Omissions.Of(report, scene, builder.Omitted, complete),
        };
        var triage = document.Build(Ran(started, asOf));
        GC.KeepAlive(scene);
        return triage;
    }

    /// <summary>Evidence in, every DNS server out.</summary>
    public CensusDocument Census(IEvidence evidence)
    {
        var started = Start();
        var read = Read(evidence);
        return CensusBuilder.Build(read.Scene, read.Report, Coverage.Of(Kinds(read.Report), read.Report, read.Activity), Omissions.Of(read.Report, read.Scene, omitted: 0, complete: true), Ran(started, settings.AsOf ?? read.Report.Sources.Max(source => source.To)));
    }

    /// <summary>Evidence in, what was measured of one name or address out, suspect or not.</summary>
    public WhyNotDocument WhyNot(IEvidence evidence, Inquiry inquiry)
    {
        var (started, read) = (Start(), Read(evidence));
        var (builder, findings, complete) = Judge(evidence, read);
        var limits = Omissions.Of(read.Report, read.Scene, builder.Omitted, complete);
        return new WhyNotBuilder(read.Scene, read.Report, Coverage.Of(Kinds(read.Report), read.Report, read.Activity), limits)
            .Build(inquiry, new InquiryJudge(read.Scene, inquiry, settings.Threads).Judge(findings), Ran(started, settings.AsOf ?? read.Report.Sources.Max(source => source.To)));
    }

    /// <summary>Evidence in, all that it shows of one zone or server out.</summary>
    public ProfileDocument Profile(IEvidence evidence, ProfileSubject subject)
    {
        var started = Start();
        var reading = new ProfileReading(subject);
        var read = Read(evidence, reading.First);
        var second = reading.Second();
        var complete = evidence.Revisit(read.Segments.ToHashSet(), second, settings.Threads);
        return ProfileDocumentBuilder.Build(reading.Build(second, ProfileDocumentBuilder.FleetOf(read.Scene)), subject.Domain, read.Scene, read.Report, Coverage.Of(Kinds(read.Report), read.Report, read.Activity),
            Omissions.Of(read.Report, read.Scene, omitted: 0, complete), Ran(started, settings.AsOf ?? read.Report.Sources.Max(source => source.To)));
    }

    /// <summary>Evidence in, the sessions that went through channels out: those of findings, or of the zone that is asked for.</summary>
    public ReconstructDocument Reconstruct(IEvidence evidence, ChannelChoice choice)
    {
        var started = Start();
        var read = Read(evidence, choice.Askers);
        var (builder, findings, complete) = Judge(evidence, read);
        var channels = choice.Of(findings);
        var transcripts = new TranscriptSink([.. channels.Select(channel => channel.Suspect)], Transcript.ShareOf(channels.Length));
        complete &= channels.IsEmpty || evidence.Revisit(read.Segments.ToHashSet(), transcripts, settings.Threads);
        return new ReconstructBuilder(read.Report, choice, settings.Threads).Build(channels, transcripts.Transcripts, Coverage.Of(Kinds(read.Report), read.Report, read.Activity), Omissions.Of(read.Report, read.Scene, builder.Omitted, complete),
            Ran(started, settings.AsOf ?? read.Report.Sources.Max(source => source.To)));
    }

    /// <summary>Evidence in, whom a block would have hit out.</summary>
    public ContainDocument Contain(IEvidence evidence, ContainRequest request)
    {
        var (started, shape) = (Start(), new Cases.Alerting.ChannelShape(request.Case));
        var read = Read(evidence, shape.Sink);
        return ContainDocument.Of(request, () => Ran(started, settings.AsOf ?? read.Report.Sources.Max(source => source.To)), read.Scene, read.Report, evidence.Text, shape, sink => evidence.Revisit(read.Segments.ToHashSet(), sink, settings.Threads));
    }

    /// <summary>The same where the evidence is gone.</summary>
    public ContainDocument Contain(ContainRequest request) => ContainDocument.Unread(request, Ran(Start(), settings.AsOf), settings.Site);

    /// <summary>Later evidence in, whether what was contained stopped out.</summary>
    public VerifyDocument Verify(IEvidence evidence, VerifyRequest request) => VerifyDocument.Read(request, more => Triage(evidence, more));

    /// <summary>Evidence in, what a query names out.</summary>
    public HuntDocument Hunt(IEvidence evidence, HuntQuery query, int most) => HuntBuilder.Read(query, most, more => Read(evidence, more) is var read ? (read.Scene, read.Report) : default);

    /// <summary>Evidence in, what the baseline learns of it out: after the verdict, without those of whom something is found, but for those that are <paramref name="included"/>.</summary>
    public LearnDocument Learn(IEvidence evidence, IReadOnlySet<Address> included)
    {
        var read = Read(evidence);
        return LearnBuilder.Build(read.Scene, read.Report, Judge(evidence, read).Findings, included);
    }

    Judged Judge(IEvidence evidence, FirstReading read)
    {
        var builder = new FindingBuilder(read.Scene, settings.Threads);
        var transcripts = new TranscriptSink(builder.FindSuspects());
        var wanted = builder.SegmentsOf(read.Segments);
        var complete = wanted.Count == 0 || evidence.Revisit(wanted, transcripts, settings.Threads);
        return new(builder, builder.Build(transcripts.Transcripts), complete);
    }

    (DateTime At, long Stamp) Start() => (clock.GetUtcNow().UtcDateTime, clock.GetTimestamp());

    TriageRun Ran((DateTime At, long Stamp) started, DateTime? asOf) =>
        new(Product.Version, started.At, Math.Round(clock.GetElapsedTime(started.Stamp).TotalSeconds, 3), asOf, settings.CommandLine,
            ConfigurationSum.Of(settings.Policy, settings.Site, settings.Indicators, settings.Normal, settings.Map?.Mapping.Sha256, settings.Places));

    FirstReading Read(IEvidence evidence, Func<IObservationSink>? more = null)
    {
        var rollups = new RollupSet(settings.MemoryBytes is { } memory ? RollupLimits.Of(memory) : RollupLimits.Default);
        var matches = new IndicatorMatches();
        var sinks = new List<ReadingSink>();
        var report = evidence.ReadAll(() =>
        {
            var sink = new ReadingSink(new(rollups), settings.Indicators.IsEmpty ? null : new(settings.Indicators[FeedUse.Indicators], matches), more?.Invoke());
            lock (sinks)
            {
                sinks.Add(sink);
            }
            return sink;
        }, settings.Threads);
        var activity = new SourceActivity();
        sinks.ForEach(sink => sink.Finish(activity));
        return new(report, new(new(rollups)) { Indicators = settings.Indicators, Places = settings.Places, Hits = matches.Hits, Site = settings.Site, Sources = report.Sources, Normal = settings.Normal, Threads = settings.Threads, EgressFormats = [.. settings.Formats.Where(format => format.SeesEgress).Select(format => format.Number)] }, activity, [.. sinks.SelectMany(sink => sink.Segments).Distinct()]);
    }

    Dictionary<string, int> Kinds(EvidenceReport report) =>
        report.Sources.Where(source => source.Format is not null && source.Records > 0)
            .GroupBy(source => settings.Formats.First(format => format.Id == source.Format).Kind).ToDictionary(kind => kind.Key, kind => kind.Count());

    sealed record FirstReading(EvidenceReport Report, Scene Scene, SourceActivity Activity, ImmutableArray<SegmentId> Segments);

    sealed record Judged(FindingBuilder Builder, ImmutableArray<Finding> Findings, bool Complete);
}
