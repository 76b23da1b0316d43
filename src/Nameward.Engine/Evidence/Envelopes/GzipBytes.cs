using System.IO.Compression;

namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>
/// A gzip file (RFC 1952), of one member or many. Where it is cut or corrupt, everything before the damage is given (of corrupt data all but at most
/// one byte), then the source ends. It is unpacked in the same steps whatever is asked for, so that damage always ends it at the same byte.
/// </summary>
sealed class GzipBytes : UnpackedBytes
{
    /// <summary>ID1, ID2 and the one compression method there is (RFC 1952 section 2.3.1).</summary>
    public static ReadOnlySpan<byte> Magic => [0x1F, 0x8B, 8];

    // A step that ends in an error gives nothing, so steps are small enough to be made again byte by byte.
    readonly byte[] _step = new byte[64 << 10];
    SealedStream _packed;
    GZipStream _unpacker;
    long _unpacked;
    int _from;
    int _to;
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
        while (filled < to.Length && HasMore())
        {
            var count = Take(to.Length - filled);
            _step.AsSpan(_from - count, count).CopyTo(to[filled..]);
            filled += count;
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
        while (Offset < offset && HasMore())
        {
            Take(offset - Offset);
        }
        return Offset == offset;
    }

    /// <inheritdoc/>
    public override void Dispose() => _unpacker.Dispose();

    int Take(long most)
    {
        var count = (int)Math.Min(most, _to - _from);
        _from += count;
        Offset += count;
        return count;
    }

    bool HasMore()
    {
        while (_from == _to && !_ended)
        {
            Unpack();
        }
        return _from < _to;
    }

    void Unpack()
    {
        (_from, _to) = (0, 0);
        try
        {
            var count = _unpacker.Read(_step.AsSpan(0, _byteByByte ? 1 : _step.Length));
            if (_packed.IsInSeal)
            {
                End(IsWhole(count) ? null : "the file ends early");
                return;
            }
            if (count == 0)
            {
                End("behind the gzip data follows something else, which was not read");
            }
            _to = count;
            _unpacked += count;
        }
        catch (InvalidDataException)
        {
            Break();
        }
    }

    bool IsWhole(int count)
    {
        var words = _step.AsSpan(0, SealedStream.SealWords.Length + 1);
        for (var more = -1; more != 0 && count < words.Length; count += more)
        {
            more = _unpacker.Read(words[count..]);
        }
        return words[..Math.Min(count, words.Length)].SequenceEqual(SealedStream.SealWords);
    }

    void Break()
    {
        if (_packed.IsInSeal || _byteByByte)
        {
            End(_packed.IsInSeal ? "the file ends early" : "the gzip data is damaged");
            return;
        }
        var (good, offset) = (_unpacked, Offset);
        Restart();
        while (_unpacked < good && !_ended)
        {
            Unpack();
        }
        (_from, _to, _byteByByte, Offset) = (0, 0, true, offset);
    }

    void Restart()
    {
        _unpacker.Dispose();
        _packed = new(File, counts: false);
        _unpacker = new(_packed, CompressionMode.Decompress);
        (Offset, _unpacked, _from, _to, _ended, _byteByByte) = (0, 0, 0, 0, false, false);
    }

    void End(string? damage)
    {
        _ended = true;
        _damage = damage is null ? null : Words.Say($"{damage}, {_unpacked:N0} bytes unpacked");
    }
}
