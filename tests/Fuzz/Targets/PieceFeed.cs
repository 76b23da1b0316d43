using Nameward.Engine.Evidence;

namespace Nameward.Fuzz.Targets;

/// <summary>Reads a block and returns the bytes consumed, as <see cref="IRecordReader"/> does.</summary>
delegate int BlockReading(ReadOnlySpan<byte> block, bool isLast);

/// <summary>Gives an input to a reader in pieces; what the reader leaves stands in front of the next piece, as when a file is read.</summary>
static class PieceFeed
{
    /// <summary>Feeds all of the input, in pieces of the sizes drawn, and holds the reader to what it promises about the bytes consumed.</summary>
    public static void Feed(ReadOnlySpan<byte> input, Func<int> sizes, BlockReading read)
    {
        int from = 0, to = 0;
        bool isLast;
        do
        {
            to = (int)Math.Min(input.Length, (long)to + sizes());
            isLast = to == input.Length;
            var block = input[from..to];
            var consumed = read(block, isLast);
            if (consumed < 0 || consumed > block.Length)
            {
                throw new BrokenContract($"{consumed} bytes consumed of a block of {block.Length}");
            }
            if (isLast && consumed < block.Length)
            {
                throw new BrokenContract($"{block.Length - consumed} bytes left of the last block");
            }
            if (consumed == 0 && block.Length >= IRecordReader.LargestRecord)
            {
                throw new BrokenContract($"nothing consumed of a block of {block.Length}");
            }
            from += consumed;
        }
        while (!isLast);
    }

    /// <summary>Draws sizes that suit the input: bytes for a short one, never so small that a long one is looked at thousands of times.</summary>
    public static Func<int> Sizes(int length, Random random)
    {
        var least = 1 + length / 256;
        var most = least * (1 << random.Next(9));
        return () => random.Next(least, most + 1);
    }
}
