using System.Collections.Immutable;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Verifying;

/// <summary>What is to be verified of a case.</summary>
/// <param name="Case">The case.</param>
/// <param name="Since">From when on the channel must be silent, UTC: when the blocks were put in force.</param>
/// <param name="Sinkholes">Addresses of the site's own to which blocked names lead: who is answered one of them is not let through.</param>
public sealed record VerifyRequest(ContainedCase Case, DateTime Since, ImmutableHashSet<Address> Sinkholes)
{
    /// <summary>The zones of the case in canonical wire form, each once.</summary>
    internal ImmutableArray<byte[]> Zones { get; } = [.. Case.Findings.SelectMany(finding => finding.Zones).DistinctBy(Convert.ToHexString)];

    /// <summary>The servers of the adversary: those that findings are about, and where name servers and names of the zones stand, as far as nobody else is known to have them.</summary>
    internal ImmutableArray<Address> Servers { get; } =
        [.. Case.Findings.SelectMany(finding => finding.Traits.Where(trait => trait is { IsCommon: false, Others: 0 } && trait.Kind is BlockKind.Server or BlockKind.NameServerAddress or BlockKind.AnswerAddress).Select(trait => trait.Address)).Distinct().Order()];
}
