using Nameward.Engine.Cases.Verifying;

namespace Nameward.Engine.Reports.Contain;

/// <summary>The words of a verification that terminal, page and JSON have in common; never renamed.</summary>
static class VerifyWords
{
    public static string Of(VerifyOutcome outcome) => outcome switch { VerifyOutcome.Proven => "proven", VerifyOutcome.Contradicted => "contradicted", _ => "not-proven" };

    public static string Title(VerifyOutcome outcome) => outcome switch { VerifyOutcome.Proven => "Proven", VerifyOutcome.Contradicted => "Contradicted", _ => "Not proven" };

    public static string Headline(VerifyOutcome outcome) => outcome switch
    {
        VerifyOutcome.Proven => "It stopped, as far as this evidence goes",
        VerifyOutcome.Contradicted => "It did not stop",
        _ => "It is not proven that it stopped",
    };
}
