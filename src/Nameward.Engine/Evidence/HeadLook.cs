using Nameward.Engine.Evidence.Envelopes;

namespace Nameward.Engine.Evidence;

/// <summary>Says in our own words what the first bytes of an unrecognised source look like; not one of its bytes is repeated but as hexadecimal.</summary>
static class HeadLook
{
    const int BinaryShown = 8;

    /// <summary>A phrase such as "lines of text with 9 tabs each".</summary>
    public static string Describe(ReadOnlySpan<byte> head)
    {
        if (IsBinary(head))
        {
            return "binary data that begins with " + Convert.ToHexStringLower(head[..Math.Min(BinaryShown, head.Length)]);
        }
        var end = head.IndexOf((byte)'\n');
        var line = end < 0 ? head : head[..end];
        return line.TrimStart((byte)' ') switch
        {
            [(byte)'{', ..] => "a JSON object on each line or in all",
            [(byte)'[', (byte)'{', ..] => "an array of JSON objects",
            [(byte)'<', (byte)'?' or (byte)'!' or (>= (byte)'A' and <= (byte)'z'), ..] => "XML",
            _ => Fields(line),
        };
    }

    static bool IsBinary(ReadOnlySpan<byte> head)
    {
        foreach (var c in head[..Math.Min(512, head.Length)])
        {
            if (c is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x1B or 0x0C))
            {
                return true;
            }
        }
        return false;
    }

    static string Fields(ReadOnlySpan<byte> line)
    {
        int tabs = line.Count((byte)'\t'), commas = line.Count((byte)','), semicolons = line.Count((byte)';');
        return tabs > 0 ? Words.Say($"lines of text, {tabs + 1} fields between tabs in the first")
            : commas > 1 ? Words.Say($"lines of text, {commas + 1} fields between commas in the first")
            : semicolons > 1 ? Words.Say($"lines of text, {semicolons + 1} fields between semicolons in the first")
            : "lines of text";
    }
}
