using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Containment;

/// <summary>
/// Names as the configuration of servers takes them: letters, digits, dashes and underscores, so that nothing in a name is syntax anywhere. Names of other bytes exist
/// (RFC 2181 section 11) and are left out with a word, except where a target has a notation for every byte.
/// </summary>
static class PlainName
{
    /// <summary>Why a name is left out.</summary>
    public const string Why = "the name holds bytes that this product has no safe notation for; the RPZ targets have one";

    /// <summary>The name without a dot at its end; null where it is not plain.</summary>
    public static string? Of(Block block) => Of(block.Value);

    /// <summary>The same of a name by itself.</summary>
    public static string? Of(HostileText name)
    {
        var text = name.Raw;
        return text.Length > 0 && text[0] is not ('-' or '.') && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') ? text : null;
    }

    /// <summary>The zones that are blocked, with their names; what is none, and names that are not plain, are left out with a word.</summary>
    /// <param name="document">What is contained.</param>
    /// <param name="leftOut">Takes what is left out.</param>
    /// <param name="why">Why only zones can be told.</param>
    public static IEnumerable<(Block Block, string Name)> Zones(ContainDocument document, List<(Block, string)> leftOut, string why)
    {
        foreach (var block in document.Blocked)
        {
            if (block.Kind == BlockKind.Zone && Of(block) is { } name)
            {
                yield return (block, name);
            }
            else
            {
                leftOut.Add((block, block.Kind == BlockKind.Zone ? Why : why));
            }
        }
    }
}
