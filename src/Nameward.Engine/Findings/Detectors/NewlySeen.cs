using System.Collections.Immutable;
using Nameward.Engine.Baselines;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// A zone that nobody at the site asked before the evidence begins, or that comes back after a week of rest: an adversary's zone begins with him, and one that was tried and left to age comes back. Most new
/// zones are innocent, so what that is worth is measured at the site itself (<see cref="ZoneMemory"/>): log2 of the part of adversaries' zones over the part of the zones that one client alone asked on the
/// days of the baseline. Of the former half are taken to be new, a quarter to come back and a quarter to be known, which is a model: who spreads over months is known, too.
/// </summary>
sealed class NewlySeen : IDetector<Pair>, IDetector<Beacon>
{
    const double LeastBits = -2, MostBits = 4;

    static readonly ImmutableDictionary<Familiarity, double> OfAdversaries = ImmutableDictionary<Familiarity, double>.Empty.Add(Familiarity.New, 0.5).Add(Familiarity.Returned, 0.25).Add(Familiarity.Known, 0.25);

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "newly-seen",
        Title = "a zone that is new here, or comes back after a rest",
        Techniques = ["T1583.001"],
        Triggers =
        [
            new("new-here", Family.Change, $"No other client asks the zone, a baseline was given (--baseline), and {ZoneMemory.FewestDaysBefore} days or more are known before the evidence begins. Known: asked in the last {ZoneMemory.DaysOfRest} of them; "
                + $"back: asked before, and not in {ZoneMemory.DaysOfRest} days; new: never. Half, a quarter and a quarter of adversaries' zones are new, back and known, over the parts of the zones of single clients in the baseline: log2 of that.", new(LeastBits, MostBits)),
        ],
        Harmless = "one page that one person visits; a new product; whatever a quiet site asks for once a month",
        Blind = "what went on already when the baseline was learned; zones that others ask too; without a baseline it says nothing",
        Verify =
        [
            "Look up in RDAP when the zone was registered, and in passive DNS since when it is answered, without asking it: weeks or months of age without use are prepared.",
            "Search older logs of the resolvers for the zone: who asked it first?",
            "Find what began on the client that day: a mail, a download, an installation.",
            "Innocent if the client's user knows the page or the product.",
        ],
        Respond = Response.ToAChannel,
        Sources = ["Infoblox 2023: Decoy Dog (strategic ageing of 14 to 120 days)", "Laplace's rule of succession", "attack.mitre.org/techniques/T1583/001"],
    };

    /// <inheritdoc/>
    public void Judge(Pair subject, Scene scene, ICollection<Signal> signals)
    {
        if (subject.Measures.OtherClients == 0)
        {
            Judge(subject.Zones, scene, signals);
        }
    }

    /// <inheritdoc/>
    public void Judge(Beacon subject, Scene scene, ICollection<Signal> signals) => Judge(subject.Zones, scene, signals);

    /// <summary>Of several zones the one that is known best tells.</summary>
    void Judge(ImmutableArray<byte[]> zones, Scene scene, ICollection<Signal> signals)
    {
        if (scene.Memory is not { } memory || zones.Select(zone => memory.Of(WireName.Hash(zone, NameHashing.Seed))).OfType<(Familiarity Familiarity, int DaysSince)>().ToList() is not { Count: > 0 } known)
        {
            return;
        }
        var (familiarity, days) = known.MaxBy(zone => zone.Familiarity);
        var share = memory.ShareOf(familiarity);
        signals.Add(Signal.Alike(Info, "new-here", Family.Change, days, null, Math.Clamp(Math.Log2(OfAdversaries[familiarity] / share), LeastBits, MostBits), () => InWords(familiarity, days, share, memory)));
    }

    static Sentence InWords(Familiarity familiarity, int days, double share, ZoneMemory memory)
    {
        var usual = $"; so are {share * 100:F0} % of {Quantity.Of(memory.Measured, "zone")} of single clients here";
        return familiarity switch
        {
            Familiarity.New => Sentence.Of($"nobody here asked it on {Quantity.Of(memory.DaysBefore, "day")} that are known before{usual}"),
            Familiarity.Returned => Sentence.Of($"last asked here {Quantity.Of(days, "day")} before, and by nobody since{usual}"),
            _ => Sentence.Of($"asked here {Quantity.Of(days, "day")} before{usual}"),
        };
    }
}
