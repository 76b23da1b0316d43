namespace Nameward.Engine.Evidence.Capture;

/// <summary>
/// Reads a pcap file: a record is one packet, its position the packet's number. Where the length of a packet is absurd, the bytes up to the next
/// place where two plausible records stand in a row (or one that ends the file) are one malformed record. Reading and skimming walk by the same
/// code, so they agree.
/// </summary>
sealed class PcapReader : IRecordReader, IPacketContainer
{
    /// <summary>How far the time of a record found again may lie from that of the one before, in seconds: a week.</summary>
    const long MostDrift = 7 * 24 * 3600;

    /// <summary>The longest packet on the wire that is believed of a record found again; segmentation off-load makes some of 512 KiB.</summary>
    const uint MostOriginal = 16 << 20;

    const long NoSecond = -1;

    readonly SourceRemarks? _remarks;
    Stage _stage;
    PcapHeader _header;
    long _number;
    long _second = NoSecond;
    bool _isLinkTold;

    // Made when first read with: what is forked is kept for each block of a source.
    PacketDissector Dissector => field ??= new();

    // Stays behind when a reader is forked: what needs order has one reader alone.
    OrderedPackets Ordered => field ??= new(_remarks);

    /// <summary>A reader at the start of a file.</summary>
    public PcapReader(SourceRemarks? remarks = null) => _remarks = remarks;

    PcapReader(PcapReader other) =>
        (_remarks, _stage, _header, _number, _second, _isLinkTold) = (other._remarks, other._stage, other._header, other._number, other._second, other._isLinkTold);

    enum Stage : byte
    {
        Header,
        Packets,
        Searching,
        NoCapture,
    }

    /// <inheritdoc/>
    public int Read(ReadOnlySpan<byte> block, bool isLast, IBatchWriter rows) => Walk(block, isLast, new(Dissector, rows));

    /// <inheritdoc/>
    public int Skim(ReadOnlySpan<byte> block, bool isLast, IBatchWriter inOrder)
    {
        var used = Walk(block, isLast, new(Ordered, inOrder));
        if (isLast)
        {
            Ordered.End(inOrder);
        }
        return used;
    }

    /// <inheritdoc/>
    public int Packets(ReadOnlySpan<byte> block, bool isLast, IPacketTaker taker) => Walk(block, isLast, new(taker));

    /// <inheritdoc/>
    public IRecordReader Fork() => new PcapReader(this);

    int Walk(ReadOnlySpan<byte> block, bool isLast, in PacketPass pass)
    {
        var at = 0;
        while (at < block.Length)
        {
            var stage = _stage;
            var used = stage switch
            {
                Stage.Header => ReadHeader(block, isLast, pass),
                Stage.Packets => ReadPackets(block[at..], isLast, pass),
                Stage.Searching => Search(block[at..], isLast),
                _ => block.Length - at,
            };
            at += used;
            if (used == 0 && stage == _stage)
            {
                break;
            }
        }
        return at;
    }

    int ReadHeader(ReadOnlySpan<byte> block, bool isLast, in PacketPass pass)
    {
        if (block.Length < PcapHeader.Bytes && !isLast)
        {
            return 0;
        }
        var isCapture = PcapHeader.TryRead(block, out _header);
        _stage = isCapture ? Stage.Packets : Stage.NoCapture;
        if (!isCapture)
        {
            pass.Container.Malformed(0, PcapHeader.IsMagic(block) ? PacketDamage.HeaderEnds : PacketDamage.NoCapture);
        }
        return Math.Min(block.Length, PcapHeader.Bytes);
    }

    /// <summary>Reads packets until the block or their order ends.</summary>
    int ReadPackets(ReadOnlySpan<byte> block, bool isLast, in PacketPass pass)
    {
        var at = 0;
        while (at < block.Length)
        {
            var record = block[at..];
            if (record.Length < _header.RecordHeader)
            {
                return isLast ? EndInside(block, pass) : at;
            }
            var captured = _header.Captured(record);
            if (captured > _header.MostBytes)
            {
                _number++;
                pass.Container.Malformed(_number, PacketDamage.AbsurdLength);
                _stage = Stage.Searching;
                return at + 1;
            }
            var end = _header.RecordHeader + (int)captured;
            if (record.Length < end)
            {
                return isLast ? EndInside(block, pass) : at;
            }
            _number++;
            _second = _header.Seconds(record);
            Report(record, end, pass);
            _isLinkTold = true;
            at += end;
        }
        return at;
    }

    int EndInside(ReadOnlySpan<byte> block, in PacketPass pass)
    {
        _number++;
        pass.Container.Malformed(_number, PacketDamage.FileEnds);
        return block.Length;
    }

    void Report(ReadOnlySpan<byte> record, int end, in PacketPass pass)
    {
        var frame = record[_header.RecordHeader..end];
        if (pass.Spares(_header.Link, frame))
        {
            return;
        }
        if (LinkTypes.AreRead(_header.Link))
        {
            pass.Take(new(_number, _header.Time(record), _header.Link, record[_header.RecordHeader..], frame.Length) { Original = (int)Math.Min(_header.Original(record), int.MaxValue) });
        }
        else if (_isLinkTold)
        {
            pass.Container.Ignored(_number);
        }
        else
        {
            pass.Container.Malformed(_number, PacketDamage.UnknownLink);
        }
    }

    /// <summary>Moves to the next byte at which packets can go on.</summary>
    int Search(ReadOnlySpan<byte> block, bool isLast)
    {
        for (var at = 0; at < block.Length; at++)
        {
            var rest = block[at..];
            if (rest.Length < _header.RecordHeader)
            {
                return isLast ? block.Length : at;
            }
            if (!IsPlausible(rest, _second))
            {
                continue;
            }
            var next = _header.RecordHeader + (int)_header.Captured(rest);
            if (rest.Length < next + _header.RecordHeader && !isLast)
            {
                return at;
            }
            if (IsFollowed(rest, next))
            {
                _stage = Stage.Packets;
                return at;
            }
        }
        return block.Length;
    }

    bool IsFollowed(ReadOnlySpan<byte> rest, int next) => rest.Length == next
        || (rest.Length >= next + _header.RecordHeader && IsPlausible(rest[next..], _header.Seconds(rest)));

    bool IsPlausible(ReadOnlySpan<byte> record, long near)
    {
        uint captured = _header.Captured(record), original = _header.Original(record);
        return captured != 0 && captured <= _header.MostBytes && captured <= original && original <= MostOriginal
            && _header.Fraction(record) < _header.UnitsPerSecond
            && (near == NoSecond || Math.Abs(_header.Seconds(record) - near) <= MostDrift);
    }
}
