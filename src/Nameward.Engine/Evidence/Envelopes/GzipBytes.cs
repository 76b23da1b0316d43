using System.IO.Compression;

namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>
/// A gzip file (RFC 1952), of one member or many. Where it is cut or corrupt, everything before the damage is given (of corrupt data all but at most
/// one byte), then the source ends.
/// </summary>
sealed class GzipBytes : UnpackedBytes
{
    /// <summary>ID1, ID2 and the one compression method there is (RFC 1952 section 2.3.1).</summary>
    public static ReadOnlySpan<byte> Magic => [0x1F, 0x8B, 8];

    // A piece that ends in an error is lost to us, so pieces are small enough to be unpacked again byte by byte.
    const int Piece = 64 << 10;

    SealedStream _packed;
    GZipStream _unpacker;
    bool _byteByByte;
    bool _ended;
    string? _damage;

    /// <summary>Stands at the start of <paramref name="file"/>.</summary>
    public GzipBytes(RawFile file) : base(file)
    {
        _packed = new(file, counts: true);
        _unpacker = new(_packed, CompressionMode.Decompress);
    }

    /// <inheritdoc/>
    public override string? Damage => base.Damage ?? _damage;

    /// <inheritdoc/>
    public override int Fill(Span<byte> to)
    {
        var filled = 0;
        while (filled < to.Length && !_ended)
        {
            filled += Unpack(to[filled..]);
        }
        return filled;
    }

    /// <inheritdoc/>
    public override bool SkipTo(long offset)
    {
        if (offset < Offset)
        {
            Restart();
        }
        var scratch = new byte[Piece];
        while (Offset < offset && !_ended)
        {
            Unpack(scratch.AsSpan(0, (int)Math.Min(Piece, offset - Offset)));
        }
        return Offset == offset;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _unpacker.Dispose();
        base.Dispose();
    }

    int Unpack(Span<byte> to)
    {
        var piece = to[..Math.Min(to.Length, _byteByByte ? 1 : Piece)];
        try
        {
            var count = _unpacker.Read(piece);
            if (_packed.IsInSeal)
            {
                End(IsWhole(piece[..count]) ? null : "the file ends early");
                return 0;
            }
            if (count == 0)
            {
                End("behind the gzip data follows something else, which was not read");
            }
            Offset += count;
            return count;
        }
        catch (InvalidDataException)
        {
            Break();
            return 0;
        }
    }

    bool IsWhole(ReadOnlySpan<byte> begun)
    {
        Span<byte> words = stackalloc byte[SealedStream.SealWords.Length + 1];
        if (begun.Length > words.Length)
        {
            return false;
        }
        begun.CopyTo(words);
        var count = begun.Length;
        for (var more = -1; more != 0 && count < words.Length; count += more)
        {
            more = _unpacker.Read(words[count..]);
        }
        return words[..count].SequenceEqual(SealedStream.SealWords);
    }

    void Break()
    {
        if (_packed.IsInSeal)
        {
            End("the file ends early");
        }
        else if (_byteByByte)
        {
            End("the gzip data is damaged");
        }
        else
        {
            var good = Offset;
            Restart();
            SkipTo(good);
            _byteByByte = true;
        }
    }

    void Restart()
    {
        _unpacker.Dispose();
        _packed = new(File, counts: false);
        _unpacker = new(_packed, CompressionMode.Decompress);
        (Offset, _ended, _byteByByte) = (0, false, false);
    }

    void End(string? damage)
    {
        _ended = true;
        _damage = damage is null ? null : Words.Say($"{damage}, {Offset:N0} bytes unpacked");
    }
}
