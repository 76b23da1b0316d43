using System.Buffers.Binary;

namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>
/// Packed bytes as System.IO.Compression asks for them: whenever it asks, all that it was given before is used and unpacked. No piece goes on over what looks like
/// the head of a gzip member, so that it is known where the member begins that is being unpacked, which the library does not tell.
/// </summary>
/// <remarks>
/// Behind the end stands one byte 0 that is not the file's. The library ends in the same silent way whether its input is whole or cut; but behind a whole gzip
/// member the byte is left alone as no head of a member, and anywhere else it is swallowed.
/// </remarks>
sealed class PackedFeed(PackedInput input, Packing packing) : Stream
{
    long _unpackedBefore;

    /// <summary>Where the member begins, or the data where there are no members.</summary>
    public long Member { get; private set; } = input.Position;

    /// <summary>Bytes unpacked of all that was given so far; kept by whoever unpacks.</summary>
    public long Unpacked { get; set; }

    /// <summary>Where the last piece begins that was given; what stands before was surely used.</summary>
    public long Piece { get; private set; } = input.Position;

    /// <summary>From here on pieces are of one byte, so that it shows which one did what.</summary>
    public long SinglyFrom { get; set; } = long.MaxValue;

    /// <summary>Whether the byte behind the end was given: what is unpacked from here on is not the file's.</summary>
    public bool IsPastEnd { get; private set; }

    /// <summary>Whether more was asked for than that byte.</summary>
    public bool IsOverdrawn { get; private set; }

    /// <summary>Goes back to where the member begins.</summary>
    /// <returns>False where that would be too much work.</returns>
    public bool TryGoBack()
    {
        if (!input.TryGoBack(Member))
        {
            return false;
        }
        (Unpacked, Piece, IsPastEnd, IsOverdrawn) = (_unpackedBefore, Member, false, false);
        return true;
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> to)
    {
        Piece = input.Position;
        if (!input.Has(1))
        {
            return ReadPastEnd(to);
        }
        var most = (int)Math.Min(to.Length, Math.Max(1, SinglyFrom - Piece));
        input.Has(most + GzipHeader.Magic.Length - 1);
        most = Math.Min(most, input.Ahead.Length);
        most = packing == Packing.Gzip ? UpToHead(most) : most;
        input.Ahead[..most].CopyTo(to);
        input.At += most;
        return most;
    }

    int ReadPastEnd(Span<byte> to)
    {
        IsOverdrawn = IsPastEnd;
        IsPastEnd = true;
        to[0] = 0;
        return IsOverdrawn ? 0 : 1;
    }

    int UpToHead(int most)
    {
        var ahead = input.Ahead[..Math.Min(input.Ahead.Length, most + GzipHeader.Magic.Length - 1)];
        if (ahead.StartsWith(GzipHeader.Magic))
        {
            LookBehind();
        }
        var head = ahead[1..].IndexOf(GzipHeader.Magic);
        return head < 0 ? most : head + 1;
    }

    // A member ends right here if its last field says as many bytes as were unpacked of it. Chance has this once in 2^32 heads that are none.
    void LookBehind()
    {
        var isLong = input.Position - Member >= GzipHeader.FixedBytes + GzipHeader.TrailerBytes;
        if (isLong && BinaryPrimitives.ReadUInt32LittleEndian(input.Behind(sizeof(uint))) == (uint)(Unpacked - _unpackedBefore))
        {
            (Member, _unpackedBefore) = (input.Position, Unpacked);
        }
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
