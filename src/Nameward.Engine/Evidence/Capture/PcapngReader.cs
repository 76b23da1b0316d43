namespace Nameward.Engine.Evidence.Capture;

/// <summary>
/// Reads a pcapng file: a record is one packet block, its position the packet's number; blocks of other types are no records. A block whose two
/// lengths do not agree is one malformed record together with the bytes up to the next sound block of a known type, and so is a file's last block
/// that was cut. Reading and skimming walk by the same code, so they agree.
/// </summary>
sealed class PcapngReader : IRecordReader, IPacketContainer
{
    /// <summary>The longest block without packets that is believed and hopped over: names, keys and comments of large captures.</summary>
    const uint LongestOther = 64 << 20;

    readonly SourceRemarks? _remarks;
    Stage _stage;
    PcapngSection? _section;
    long _number;
    uint _skip;

    // Made when first read with: what is forked is kept for each block of a source.
    PacketDissector Dissector => field ??= new();

    // Stays behind when a reader is forked: what needs order has one reader alone.
    OrderedPackets Ordered => field ??= new(_remarks);

    /// <summary>A reader at the start of a file.</summary>
    public PcapngReader(SourceRemarks? remarks = null) => _remarks = remarks;

    PcapngReader(PcapngReader other) =>
        (_remarks, _stage, _section, _number, _skip) = (other._remarks, other._stage, other._section?.Fork(), other._number, other._skip);

    enum Stage : byte
    {
        Blocks,
        Skipping,
        Searching,
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
    public IRecordReader Fork() => new PcapngReader(this);

    int Walk(ReadOnlySpan<byte> bytes, bool isLast, in PacketPass pass)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            var stage = _stage;
            var used = stage switch
            {
                Stage.Skipping => Skip(bytes[at..], isLast, pass),
                Stage.Searching => Search(bytes[at..], isLast),
                _ => ReadBlock(bytes[at..], isLast, pass),
            };
            at += used;
            if (used == 0 && stage == _stage)
            {
                break;
            }
        }
        return at;
    }

    /// <summary>Reads one block; 0 where it is not there as a whole.</summary>
    int ReadBlock(ReadOnlySpan<byte> rest, bool isLast, in PacketPass pass)
    {
        if (rest.Length < PcapngBlocks.Frame)
        {
            return isLast ? Fail(rest.Length, _section is null ? PacketDamage.HeaderEnds : PacketDamage.FileEnds, pass) : 0;
        }
        if (PcapngBlocks.IsSectionHeader(rest))
        {
            _section = new(PcapngBlocks.IsBigEndian(rest));
        }
        if (_section is null)
        {
            return Lose(PacketDamage.NoCapture, pass);
        }
        uint type = _section.U32(rest, 0), length = _section.U32(rest, 4);
        if (IsHoppedOver(type, length))
        {
            (_stage, _skip) = (Stage.Skipping, length);
            return 0;
        }
        if (!IsLength(type, length))
        {
            return Lose(PacketDamage.BlockFrame, pass);
        }
        if (rest.Length < length)
        {
            return isLast ? Fail(rest.Length, PacketDamage.FileEnds, pass) : 0;
        }
        if (_section.U32(rest, (int)length - 4) != length)
        {
            return Lose(PacketDamage.BlockFrame, pass);
        }
        Take(type, rest, (int)length - 4, pass);
        return (int)length;
    }

    /// <summary>Takes a block whose body ends at a place; what stands behind it is at hand too.</summary>
    void Take(uint type, ReadOnlySpan<byte> block, int end, in PacketPass pass)
    {
        if (type == PcapngBlocks.Interface)
        {
            _section!.Describe(block[PcapngBlocks.Body..end]);
        }
        else if (PcapngBlocks.IsPacket(type))
        {
            _number++;
            PcapngPackets.Take(_section!, new PcapngPacketBlock(_number, type, block[PcapngBlocks.Body..], end - PcapngBlocks.Body), pass);
        }
    }

    static bool IsHoppedOver(uint type, uint length) => length is > IRecordReader.LargestRecord and <= LongestOther && length % 4 == 0
        && !PcapngBlocks.IsPacket(type) && type != PcapngBlocks.Interface;

    static bool IsLength(uint type, uint length) =>
        length % 4 == 0 && length >= (uint)PcapngBlocks.Shortest(type) && length <= IRecordReader.LargestRecord;

    int Fail(int used, string because, in PacketPass pass)
    {
        _number++;
        pass.Container.Malformed(_number, because);
        return used;
    }

    int Lose(string because, in PacketPass pass)
    {
        _stage = Stage.Searching;
        return Fail(1, because, pass);
    }

    int Skip(ReadOnlySpan<byte> rest, bool isLast, in PacketPass pass)
    {
        var used = (int)Math.Min(_skip, (uint)rest.Length);
        _skip -= (uint)used;
        if (_skip == 0)
        {
            _stage = Stage.Blocks;
        }
        else if (isLast)
        {
            Fail(0, PacketDamage.FileEnds, pass);
        }
        return used;
    }

    /// <summary>Moves to the next byte at which a block of a known type stands with both its lengths.</summary>
    int Search(ReadOnlySpan<byte> bytes, bool isLast)
    {
        for (var at = 0; at < bytes.Length; at++)
        {
            var rest = bytes[at..];
            if (rest.Length < PcapngBlocks.Frame)
            {
                return isLast ? bytes.Length : at;
            }
            var order = PcapngBlocks.IsSectionHeader(rest) ? new(PcapngBlocks.IsBigEndian(rest)) : _section;
            if (order is null || !PcapngBlocks.IsKnown(order.U32(rest, 0)))
            {
                continue;
            }
            var length = order.U32(rest, 4);
            if (!IsLength(order.U32(rest, 0), length))
            {
                continue;
            }
            if (rest.Length < length && !isLast)
            {
                return at;
            }
            if (rest.Length >= length && order.U32(rest, (int)length - 4) == length)
            {
                _stage = Stage.Blocks;
                return at;
            }
        }
        return bytes.Length;
    }
}
