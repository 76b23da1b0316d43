using System.Collections.Immutable;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Verdicts;

namespace Nameward.Engine.Cases.Reviewing;

/// <summary>What a review proposes to change, so that the like of the case is told earlier.</summary>
public sealed record ReviewPatch
{
    /// <summary>What of the case goes into a list of indicators: all that containment would block.</summary>
    public required ImmutableArray<Block> Indicators { get; init; }
    /// <summary>Servers to approve, where the site gave no list and the census proves some; never one of the case.</summary>
    public ImmutableArray<ProposedServer> Approved { get; init; } = [];
    /// <summary>Networks of the site, where it declares none.</summary>
    public ImmutableArray<ProposedNetwork> Networks { get; init; } = [];
    /// <summary>The clause that escalates earlier; null where none does, see <see cref="Because"/>.</summary>
    public Clause? Clause { get; init; }
    /// <summary>The policy with that clause; null where there is none.</summary>
    public Policy? Policy { get; init; }
    /// <summary>Why each part is there or not.</summary>
    public required ImmutableArray<Sentence> Because { get; init; }

    /// <summary>Whether it changes nothing.</summary>
    public bool IsEmpty => Indicators.IsEmpty && Approved.IsEmpty && Networks.IsEmpty && Policy is null;

    /// <summary>The patch.</summary>
    /// <param name="contained">The case as containment sees it; null where nothing of it is high or critical.</param>
    /// <param name="ofCase">The findings of the case.</param>
    /// <param name="site">The site.</param>
    /// <param name="proposal">What the census proposes; null where the evidence is gone or the site says all of it.</param>
    public static ReviewPatch Of(ContainedCase? contained, ImmutableArray<TriageFinding> ofCase, SiteFacts site, SiteProposal? proposal)
    {
        var blocks = contained is null ? [] : BlockList.Of(new(contained, BlockAction.NxDomain, default, default), site);
        var suspect = ofCase.Select(finding => finding.Subject.Server).OfType<HostileText>().Concat(blocks.Select(block => block.Value)).ToHashSet();
        var approved = site.ApprovedServers is null && proposal is not null ? proposal.Servers.Where(server => server.Approve && !suspect.Contains(HostileText.Address(server.Server))).ToImmutableArray() : [];
        var networks = site.Networks.IsEmpty && proposal is not null ? proposal.Networks : [];
        return new()
        {
            Indicators = [.. blocks.Where(block => block.IsBlocked)],
            Approved = approved,
            Networks = networks,
            Because = [.. Why(blocks, approved, site, proposal is not null)],
        };
    }

    /// <summary>The patch with the clause of a lower threshold, where that escalates earlier and escalates nothing else of the evidence.</summary>
    public ReviewPatch With(GapVariant? lower, GapRow? row, DetectionGap gap) => this switch
    {
        _ when lower is null || row is null => this with { Because = Because.Add(Sentence.Of("policy: no clause is proposed, for nothing but a proof or a list told the case, and these have no threshold")) },
        _ when row.Elsewhere > (gap.AsItIs?.Elsewhere ?? 0) => this with { Because = Because.Add(Sentence.Of($"policy: a lower threshold is not proposed, for it escalates {Quantity.Of(row.Elsewhere - (gap.AsItIs?.Elsewhere ?? 0), "finding")} more that {(row.Elsewhere == 1 ? "is" : "are")} not of the case")) },
        _ when IsEarlier(row, gap) => this with { Clause = lower.Settings.Policy.Clauses[^1], Policy = lower.Settings.Policy, Because = Because.Add(Sentence.Of($"policy: {row.What}, which escalates earlier here and escalates nothing else of this evidence")) },
        _ => this with { Because = Because.Add(Sentence.Of("policy: no clause is proposed, for a lower threshold would not have escalated earlier")) },
    };

    static bool IsEarlier(GapRow row, DetectionGap gap) => row.Moment is not null && (gap.AsItIs?.Moment is null || gap.Earlier(row) > TimeSpan.Zero);

    static IEnumerable<Sentence> Why(ImmutableArray<Block> blocks, ImmutableArray<ProposedServer> approved, SiteFacts site, bool isRead)
    {
        yield return blocks.Any(block => block.IsBlocked) ? Sentence.Of($"indicators: {Quantity.Of(blocks.Count(block => block.IsBlocked), "value")} of the case; they tell its return, and could not have told its first coming")
            : Sentence.Of("indicators: nothing of the case is fit to be listed");
        foreach (var block in blocks)
        {
            if (block is { IsBlocked: false, Refusal: { } refusal })
            {
                yield return Sentence.Of($"indicators: {block.Value} is left out: {refusal}");
            }
        }
        yield return site.ApprovedServers is not null ? Sentence.Of("site file: it approves servers already")
            : !isRead ? Sentence.Of("site file: which servers it should approve cannot be told without the evidence")
            : approved.IsEmpty ? Sentence.Of("site file: the census proves no server that could be approved") : Sentence.Of($"site file: approves {Quantity.Of(approved.Length, "server")} inside that many hosts ask; whoever runs them has to agree");
    }
}
