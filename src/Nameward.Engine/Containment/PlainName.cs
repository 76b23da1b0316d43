using Nameward.Engine.Cases.Blocks;

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
    public static string? Of(Block block)
    {
        var text = block.Value.Raw;
        return text.Length > 0 && text[0] is not ('-' or '.') && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') ? text : null;
    }
}
