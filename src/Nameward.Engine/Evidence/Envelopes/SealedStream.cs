using System.IO.Compression;

namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>
/// A gzip file with one small member of our own behind its end: the seal. <see cref="GZipStream"/> (.NET 10) ends in the same silent way whether its
/// input is whole or cut; but only behind a whole one does the seal unpack to the words that were put in.
/// </summary>
sealed class SealedStream(RawFile file, bool counts) : Stream
{
    static readonly byte[] PackedSeal = Pack(SealWords);

    readonly byte[] _buffer = new byte[32 << 10];
    long _next;
    int _from;
    int _to;
    int _sealFrom;

    /// <summary>What the seal unpacks to.</summary>
    public static ReadOnlySpan<byte> SealWords => "the file was whole"u8;

    /// <summary>Whether the file is used up, so that whatever is unpacked from here on comes from the seal.</summary>
    public bool IsInSeal { get; private set; }

    /// <inheritdoc/>
    public override int Read(Span<byte> to)
    {
        if (_from == _to)
        {
            Refill();
        }
        if (_from == _to)
        {
            return ReadSeal(to);
        }
        var count = Math.Min(to.Length, _to - _from);
        _buffer.AsSpan(_from, count).CopyTo(to);
        _from += count;
        return count;
    }

    void Refill()
    {
        _from = 0;
        _to = counts ? file.Read(_buffer) : file.ReadAt(_buffer, _next);
        _next += _to;
    }

    int ReadSeal(Span<byte> to)
    {
        IsInSeal = true;
        var count = Math.Min(to.Length, PackedSeal.Length - _sealFrom);
        PackedSeal.AsSpan(_sealFrom, count).CopyTo(to);
        _sealFrom += count;
        return count;
    }

    static byte[] Pack(ReadOnlySpan<byte> words)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
        {
            gzip.Write(words);
        }
        return packed.ToArray();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override bool CanRead => true;
    /// <inheritdoc/>
    public override bool CanSeek => false;
    /// <inheritdoc/>
    public override bool CanWrite => false;
    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();
    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    /// <inheritdoc/>
    public override void Flush()
    {
    }
    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
