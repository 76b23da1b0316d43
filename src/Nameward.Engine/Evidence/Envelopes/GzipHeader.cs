namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>The head of a gzip member (RFC 1952 section 2.3).</summary>
static class GzipHeader
{
    const int HeaderCheck = 2, Extra = 4, Name = 8, Comment = 16, ReservedFlags = 0xE0;

    /// <summary>What every head has.</summary>
    public const int FixedBytes = 10;

    /// <summary>ID1, ID2 and the one compression method there is.</summary>
    public static ReadOnlySpan<byte> Magic => [0x1F, 0x8B, 8];

    /// <summary>What stands behind the data of a member: its check sum and its length modulo 2^32.</summary>
    public const int TrailerBytes = 8;

    /// <summary>Goes over the head of a member.</summary>
    /// <returns>Whether there was one; where not, the input stands anywhere.</returns>
    public static bool TrySkip(PackedInput input)
    {
        if (!input.Has(FixedBytes) || !input.Ahead.StartsWith(Magic) || (input.Ahead[Magic.Length] & ReservedFlags) != 0)
        {
            return false;
        }
        var flags = input.Ahead[Magic.Length];
        input.At += FixedBytes;
        return ((flags & Extra) == 0 || TrySkipExtra(input))
            && ((flags & Name) == 0 || TrySkipText(input))
            && ((flags & Comment) == 0 || TrySkipText(input))
            && ((flags & HeaderCheck) == 0 || TrySkip(input, 2));
    }

    static bool TrySkipExtra(PackedInput input)
    {
        var (low, high) = (input.ReadByte(), input.ReadByte());
        return high >= 0 && TrySkip(input, low | high << 8);
    }

    static bool TrySkip(PackedInput input, int count)
    {
        var isThere = input.Has(count);
        input.At += isThere ? count : input.Ahead.Length;
        return isThere;
    }

    static bool TrySkipText(PackedInput input)
    {
        var next = -1;
        do
        {
            next = input.ReadByte();
        }
        while (next > 0);
        return next == 0;
    }
}
