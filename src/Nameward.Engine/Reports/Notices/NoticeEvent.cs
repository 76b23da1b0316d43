using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Cases;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports.Sharing;

namespace Nameward.Engine.Reports.Notices;

/// <summary>One event of a notice, as logs and event platforms take it: a finding, or the decision where it rests on none.</summary>
/// <param name="Notice">The notice.</param>
/// <param name="Finding">The finding; null for the decision.</param>
sealed record NoticeEvent(Notice Notice, TriageFinding? Finding)
{
    /// <summary>Name of the vendor and of the product.</summary>
    public const string Product = "Nameward";

    /// <summary>What stands for a detector where the decision rests on no finding.</summary>
    const string NoDetector = "decision";

    /// <summary>Its id: the same whenever the notice is sent again.</summary>
    public Guid Id => NamedUuid.Of(Notice.Id, Encoding.ASCII.GetBytes(Finding is { } finding ? NoticeMarks.KeyOf(finding) : NoDetector));

    /// <summary>What it is, in one line.</summary>
    public Sentence Title => Finding?.Title ?? Notice.Document.Decision.Line;

    /// <summary>Id of the detector of the strongest signal.</summary>
    public string Rule => Finding?.Detector ?? NoDetector;

    /// <summary>What that detector looks for.</summary>
    public string RuleName => DetectorInfo.All.FirstOrDefault(detector => detector.Id == Rule)?.Title ?? Rule;

    /// <summary>How grave it is: the level of the finding, else of the decision.</summary>
    public string Level => Finding?.Level ?? Notice.Document.Decision.Decision switch { "escalate" => "high", "watch" => "medium", _ => "informational" };

    /// <summary>The techniques of the finding.</summary>
    public ImmutableArray<AttackTechnique> Techniques => [.. (Finding?.Techniques ?? []).Distinct().Select(AttackTechnique.Of)];

    /// <summary>The host that asked.</summary>
    public HostileText? Client => Finding?.Subject.Client;

    /// <summary>The server that it is about.</summary>
    public HostileText? Server => Finding?.Subject.Server;

    /// <summary>The zone that it is about.</summary>
    public HostileText? Zone => Finding?.Subject.Zone ?? Finding?.Subject.Zones.Select(zone => (HostileText?)zone).FirstOrDefault();

    /// <summary>What is known of the host that asked, or of the only host concerned; null where there is no one such host.</summary>
    public TriageAffected? Host => Finding is not { } finding ? null
        : finding.Affected.FirstOrDefault(row => row.Client == finding.Subject.Client) ?? (finding.Affected.Length == 1 ? finding.Affected[0] : null);

    /// <summary>When what it tells was last seen, UTC; when it was judged where that is not known.</summary>
    public DateTime Time => Finding?.LastSeen ?? Notice.Document.Run.AsOf ?? Notice.At;

    /// <summary>The addresses among its hostile texts: those that are none are no value of a field for addresses.</summary>
    public static bool IsAddress(HostileText? text) => text is { } some && Defang.TryAddress(some, out _);
}
