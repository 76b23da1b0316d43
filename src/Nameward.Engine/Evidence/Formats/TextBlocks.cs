namespace Nameward.Engine.Evidence.Formats;

/// <summary>Lines between two empty ones.</summary>
static class TextBlocks
{
    /// <summary>No block is longer; where no empty line comes in so many bytes, the lines that are whole in them are one.</summary>
    public const int MostBytes = 32 << 10;

    /// <summary>Where the line feed stands that ends the block which a text begins with, or -1 where it is not there yet; an empty line is a block of its own.</summary>
    public static int EndOf(ReadOnlySpan<byte> text)
    {
        var limit = Math.Min(text.Length, MostBytes);
        for (var at = 0; at < limit;)
        {
            var length = text[at..limit].IndexOf((byte)'\n');
            if (length < 0)
            {
                break;
            }
            if (text.Slice(at, length).Trim(" \t\r"u8).IsEmpty)
            {
                return at == 0 ? length : at - 1;
            }
            at += length + 1;
        }
        var last = text[..limit].LastIndexOf((byte)'\n');
        return text.Length < MostBytes ? -1 : last >= 0 ? last : text.IndexOf((byte)'\n');
    }
}
