using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>A weighing as <c>why-not</c> and <c>explain</c> tell it: every signal under both explanations, the two lines, and what would change it.</summary>
static class WeighingPage
{
    const string Browsing = "browsing", LookUps = "look-ups";

    /// <summary>A weighing of what somebody asks about.</summary>
    public static WhyNotWeighing Of(AskedWeighing asked, Scene scene)
    {
        var weighing = asked.Weighing;
        var prior = FindingPage.Prior(weighing, scene);
        return new()
        {
            Finding = asked.Finding?.Id,
            Title = TitleOf(asked),
            Subject = FindingPage.SubjectOf(weighing.Subject.Names),
            Level = Words.Of(weighing.Level),
            Bits = weighing.Sum.Value,
            Explanation = weighing.AsLookUps ? LookUps : Browsing,
            AsBrowsing = SumOf(weighing, signal => signal.AsBrowsing),
            AsLookUps = SumOf(weighing, signal => signal.AsLookUps),
            Prior = prior,
            Families = FindingPage.Families(weighing),
            Signals = [.. weighing.Signals.Select(signal => Signal(signal, weighing))],
            Watched = Line(Weighing.WatchedFrom, weighing.Sum, weighing.Level >= Level.Medium),
            Escalates = Line(Weighing.EscalatesFrom, weighing.Sum, weighing.Level >= Level.High),
            WouldChange = LineText.WouldChange(new(weighing.Prior, weighing.Signals), weighing.Sum, weighing.Level, Weighing.LevelOf(weighing.Sum, [.. weighing.Signals]), weighing.Most),
            DidNotRun = NotRun.On(asked, scene),
        };
    }

    /// <summary>A finding from the record of a case. The record holds each signal's bits under the explanation that counted, and so does the page.</summary>
    public static WhyNotWeighing Of(RecordedFinding finding)
    {
        var signals = finding.Signals.Select(signal => FromRecord(signal)).ToImmutableArray();
        var (prior, sum, level) = (Bits.Of(finding.Prior.Bits), Bits.Of(finding.Bits), LevelOf(finding.Level));
        return new()
        {
            Finding = finding.Id,
            Title = finding.Title,
            Subject = finding.Subject,
            Level = Words.Of(level),
            Bits = finding.Bits,
            Explanation = "not recorded",
            AsBrowsing = null,
            AsLookUps = null,
            Prior = finding.Prior,
            Families = finding.Families,
            Signals = [.. finding.Signals.Select(signal => new WhyNotSignal(signal.Id, signal.Detector, signal.Family, signal.Value, signal.Baseline, signal.Bits, null, null, signal.Text))],
            Watched = Line(Weighing.WatchedFrom, sum, level >= Level.Medium),
            Escalates = Line(Weighing.EscalatesFrom, sum, level >= Level.High),
            WouldChange = LineText.WouldChange(new(prior, signals), sum, level, Weighing.LevelOf(sum, [.. signals]), Level.Critical),
            DidNotRun = finding.DidNotRun,
        };
    }

    /// <summary>The title of a finding says what it is; of what is none, only whose it is.</summary>
    static Sentence TitleOf(AskedWeighing asked) => (asked.Finding, asked.Weighing.Subject) switch
    {
        (null, Pair { Scatter: { } scatter } pair) => Sentence.Of($"{pair.Client} and {scatter.Server.Address}"),
        (null, Pair pair) => Sentence.Of($"{pair.Client} and {HostileText.Name(pair.Zones[0])}{(pair.Zones.Length > 1 ? $" with {pair.Zones.Length - 1} more zones of one server" : "")}"),
        (null, MissingZones missing) => Sentence.Of($"{missing.Client} and {Quantity.Of(missing.Missing.Length, "zone")} that do not exist"),
        (null, DeviatingHost deviating) => Sentence.Of($"{deviating.Client} and what is normal for a {RoleWords.One(deviating.Role)} of this site"),
        (null, Rebinding rebinding) => Sentence.Of($"{rebinding.Client} and {HostileText.Name(rebinding.Zone)}"),
        (null, FluxZone zone) => Sentence.Of($"{HostileText.Name(zone.Zone)}"),
        (null, Exploration exploration) => Sentence.Of($"{exploration.Client} and {HostileText.Name(exploration.Zones[0])}{(exploration.Zones.Length > 1 ? $" with {Quantity.Of(exploration.Zones.Length - 1, "more zone")}" : "")}"),
        (null, Flood flood) => Sentence.Of($"{flood.Client} and {HostileText.Name(flood.Zone)}"),
        (null, Conversations conversations) => Sentence.Of($"{conversations.Client} and {conversations.Server.Address} port {conversations.Server.Port}"),
        (null, HiddenNames hidden) => Sentence.Of($"{hidden.Client} and names that are not shown"),
        var (_, subject) => subject.Title(asked.Weighing),
    };

    static double SumOf(Weighing weighing, Func<Signal, Bits> bits) => weighing.Signals.Aggregate(weighing.Prior, (sum, signal) => sum + bits(signal)).Value;

    static WhyNotSignal Signal(Signal signal, Weighing weighing) => new(signal.Id, signal.Detector, Words.Of(signal.Family), signal.Value, signal.Baseline,
        weighing.BitsOf(signal).Value, signal.AsBrowsing.Value, signal.AsLookUps.Value, signal.Text);

    static WhyNotLine Line(Bits from, Bits sum, bool isReached) => new(from.Value, sum < from ? (from - sum).Value : 0, isReached);

    static Signal FromRecord(TriageSignal signal) => new()
    {
        Id = signal.Id,
        Detector = signal.Detector,
        Family = FamilyOf(signal.Family),
        Value = signal.Value,
        Baseline = signal.Baseline,
        AsBrowsing = Bits.Of(signal.Bits),
        AsLookUps = Bits.Of(signal.Bits),
        Settles = signal.Bits > 0 && DetectorList.All.Any(info => info.Id == signal.Detector && info.Triggers.Any(trigger => trigger.Signal == signal.Id && trigger.Settles)),
        Say = () => signal.Text,
    };

    static Family FamilyOf(string word) => Enum.GetValues<Family>().Where(family => Words.Of(family) == word).Append(Family.Intelligence).First();

    static Level LevelOf(string word) => Enum.GetValues<Level>().FirstOrDefault(level => Words.Of(level) == word);
}

/// <summary>What the record of a case tells of one finding, as far as it concerns how it was weighed.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What it is, in one line.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Level">How grave it was.</param>
/// <param name="Bits">Start and signals together.</param>
/// <param name="Prior">Where the sum started.</param>
/// <param name="Families">Subtotals of the families.</param>
/// <param name="Signals">Every signal.</param>
/// <param name="DidNotRun">Detectors that could not run.</param>
public sealed record RecordedFinding(string Id, Sentence Title, TriageSubject Subject, string Level, double Bits, TriagePrior Prior, ImmutableArray<TriageFamily> Families,
    ImmutableArray<TriageSignal> Signals, ImmutableArray<DidNotRun> DidNotRun);
