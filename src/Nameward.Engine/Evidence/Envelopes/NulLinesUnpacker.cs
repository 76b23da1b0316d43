namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>Records of JSON that each end in NUL, as GELF goes over TCP, given as lines: a line feed stands for each NUL, so that offsets are those of the bytes below.</summary>
sealed class NulLinesUnpacker(UnpackedBytes below) : IUnpacker
{
    const int PieceBytes = 64 << 10;

    readonly byte[] _piece = new byte[PieceBytes];

    /// <inheritdoc/>
    public string? Damage => null;

    /// <summary>Whether bytes begin so: an object, and behind it a NUL before the next one. NULs elsewhere are what a crash leaves in a log of lines.</summary>
    public static bool IsFor(ReadOnlySpan<byte> head)
    {
        var end = head.IndexOf((byte)0);
        var first = end < 0 ? [] : head[..end].TrimEnd((byte)'\n');
        return first is [(byte)'{', .., (byte)'}'] && !first.Contains((byte)'\n') && (end + 1 == head.Length || head[end + 1] == '{');
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Next()
    {
        var count = below.Fill(_piece);
        _piece.AsSpan(0, count).Replace((byte)0, (byte)'\n');
        return _piece.AsMemory(0, count);
    }

    /// <inheritdoc/>
    public void Restart() => below.SkipTo(0);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
