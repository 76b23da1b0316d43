using System.Collections.Immutable;
using System.CommandLine;

namespace Nameward.App.Verbs;

/// <summary>Every verb: the one list that help and completion are made from.</summary>
static class VerbList
{
    /// <summary>All verbs, sorted by name.</summary>
    public static ImmutableArray<Func<Command>> All { get; } =
        [BackupVerb.Create, BaselineVerb.Create, CarveVerb.Create, CaseVerb.Create, CensusVerb.Create, CheckVerb.Create, CompletionVerb.Create, ContainVerb.Create, DemoVerb.Create, DetectorsVerb.Create, EvaluateVerb.Create, ExplainVerb.Create, FormatsVerb.Create, HuntVerb.Create, IngestVerb.Create, IntelVerb.Create, LearnVerb.Create, MapVerb.Create, NotifyVerb.Create, PolicyVerb.Create, ProfileVerb.Create, ReconstructVerb.Create, RestoreVerb.Create, ReviewVerb.Create, SelftestVerb.Create, StoreVerb.Create, SuppressVerb.Create,
            TriageVerb.Create, VerifyVerb.Create, WhyNotVerb.Create];
}
