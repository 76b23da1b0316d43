using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment;

/// <summary>
/// A name of ours in each list, by which anybody can see that the list is in force without asking for a name of the adversary, who would see the query. It lies below .alt, which
/// no DNS server resolves (RFC 9476).
/// </summary>
static class Canary
{
    /// <summary>The name, without a dot at its end.</summary>
    public static string NameOf(ContainDocument document) => $"check.{document.Label}.alt";

    /// <summary>What it is answered: an address that is nobody's (RFC 5737).</summary>
    public const string Address = "192.0.2.1";
}
