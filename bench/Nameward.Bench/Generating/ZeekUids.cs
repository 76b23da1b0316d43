namespace Nameward.Bench.Generating;

/// <summary>Made-up identifiers as Zeek gives its connections: C and 17 digits and letters.</summary>
sealed class ZeekUids
{
    const int Length = 18;

    readonly Chance _chance = new(62);
    readonly byte[] _uid = new byte[Length];

    public ZeekUids() => _uid[0] = (byte)'C';

    /// <summary>Another one; good until the next.</summary>
    public ReadOnlySpan<byte> Next()
    {
        _chance.Fill(_uid.AsSpan(1), "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);
        return _uid;
    }
}
