using Nameward.Engine.Profiles;

namespace Nameward.Engine.Reports;

/// <summary>The words of a profile, in data and for people.</summary>
static class ProfileWords
{
    /// <summary>A conclusion, as in data.</summary>
    public static string Of(ProfileConclusion conclusion) => conclusion switch
    {
        ProfileConclusion.SelfRun => "self-run",
        ProfileConclusion.Hosted => "hosted",
        _ => "insufficient-evidence",
    };

    /// <summary>A conclusion in a few words.</summary>
    public static string InShort(ProfileConclusion conclusion) => conclusion switch
    {
        ProfileConclusion.SelfRun => "run by whoever has the zone",
        ProfileConclusion.Hosted => "a hoster's, for many zones",
        _ => "whose they are cannot be told",
    };

    /// <summary>What a statement speaks for, as in data.</summary>
    public static string Of(Leaning leaning) => leaning switch
    {
        Leaning.SelfRun => "self-run",
        Leaning.Hosted => "hosted",
        _ => "neither",
    };

    /// <summary>How much it does, as in data.</summary>
    public static string Of(Weight weight) => weight switch
    {
        Weight.Strong => "strong",
        Weight.Moderate => "moderate",
        Weight.Weak => "weak",
        _ => "none",
    };

    /// <summary>Whether the evidence shows anything of the subject.</summary>
    public static bool IsSeen(Profile profile) => profile.Use.Messages + profile.NameServers.Length + profile.Names.Length > 0;

    /// <summary>A conclusion as the headline says it, behind the name of the subject.</summary>
    public static string Headline(Profile profile) => (profile.Conclusion, profile.IsServer) switch
    {
        (ProfileConclusion.SelfRun, false) => " is self-run: whoever has it runs its servers",
        (ProfileConclusion.SelfRun, true) => " serves one holder alone",
        (ProfileConclusion.Hosted, false) => " is hosted: its servers are those of many zones",
        (ProfileConclusion.Hosted, true) => " is a hoster's: it serves many zones",
        (_, false) => ": cannot tell who runs its servers",
        (_, true) => ": cannot tell whose it is",
    };
}
