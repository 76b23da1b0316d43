using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// A place in a C-DNS file (RFC 8618 section 7), and the way from there on: through the file, its blocks, their parts and tables down to single entries and
/// items. It stops behind any of these and goes on with more bytes, so a block may be of any length. Files may follow one another.
/// </summary>
sealed class CdnsWalk
{
    const int FileItems = 3;
    const int BlockPreambleKey = 0, TablesKey = 2, FirstRecordsKey = 3, LastRecordsKey = 5;
    const int LastTable = 8;
    const long ToBreak = -1;

    Stage _stage;
    bool _isFileToBreak;
    bool _isBehindAFile;
    int _part;
    int _table;
    long _blocks;
    long _parts;
    long _tables;
    long _entries;
    long _offset;
    string _because = CdnsDamage.Structure;

    /// <summary>The start of a source.</summary>
    public CdnsWalk()
    {
    }

    /// <summary>The place at which <paramref name="other"/> stands.</summary>
    public CdnsWalk(CdnsWalk other)
    {
        (_stage, _isFileToBreak, _isBehindAFile, _part, _table) = (other._stage, other._isFileToBreak, other._isBehindAFile, other._part, other._table);
        (_blocks, _parts, _tables, _entries, _offset) = (other._blocks, other._parts, other._tables, other._entries, other._offset);
    }

    enum Stage : byte
    {
        File,
        FileType,
        FilePreamble,
        Blocks,
        Block,
        Part,
        BlockPreamble,
        OtherPart,
        Tables,
        Table,
        OtherTable,
        Entries,
        Entry,
        Records,
        Record,
        FileEnd,
        Lost,
    }

    /// <summary>Goes on over as many whole entries and items as there are.</summary>
    /// <param name="bytes">What follows the last byte gone over.</param>
    /// <param name="isLast">Whether the source ends with them.</param>
    /// <param name="content">Takes what the way leads over; null to go over it alone.</param>
    /// <param name="rows">Takes the records.</param>
    /// <returns>Bytes gone over.</returns>
    public int Go(ReadOnlySpan<byte> bytes, bool isLast, CdnsContent? content, IBatchWriter rows)
    {
        var at = 0;
        for (var isMoving = true; isMoving && _stage != Stage.Lost;)
        {
            var stage = _stage;
            var used = Step(bytes[at..], _offset + at, content, rows);
            if (used < 0)
            {
                Lose(_offset + at, _because, rows);
                break;
            }
            at += used;
            isMoving = used > 0 || stage != _stage;
        }
        if (isLast && _stage is not Stage.Lost and not Stage.File)
        {
            Lose(_offset + at, CdnsDamage.FileEnds, rows);
        }
        at = _stage == Stage.Lost ? bytes.Length : at;
        _offset += at;
        return at;
    }

    void Lose(long offset, string because, IBatchWriter rows)
    {
        _stage = Stage.Lost;
        rows.Malformed(offset, because);
    }

    /// <summary>Goes on by one step.</summary>
    /// <returns>Bytes gone over; 0 where more are needed or none were; below 0 where there is no way on.</returns>
    int Step(ReadOnlySpan<byte> rest, long offset, CdnsContent? content, IBatchWriter rows)
    {
        switch (_stage)
        {
            case Stage.Entry:
                return StepEntry(rest, content);
            case Stage.Record:
                return StepRecord(rest, offset, content, rows);
            case Stage.Part or Stage.Table:
                return StepKey(rest);
            case Stage.Tables:
                return Open(rest, CborMajor.Map, ref _tables, Stage.Table);
            case Stage.Entries:
                return Open(rest, CborMajor.Array, ref _entries, Stage.Entry);
            case Stage.Records:
                return Open(rest, CborMajor.Array, ref _entries, Stage.Record);
            case Stage.OtherPart or Stage.OtherTable:
                return StepOver(rest);
            case Stage.BlockPreamble:
                return StepBlockPreamble(rest, content);
            case Stage.Block:
                return StepBlock(rest, content);
            default:
                return StepFile(rest, content);
        }
    }

    int StepFile(ReadOnlySpan<byte> rest, CdnsContent? content) => _stage switch
    {
        Stage.File => BeginFile(rest),
        Stage.FileType => StepFileType(rest),
        Stage.FilePreamble => StepFilePreamble(rest, content),
        Stage.Blocks => Open(rest, CborMajor.Array, ref _blocks, Stage.Block),
        _ => EndFile(rest),
    };

    int BeginFile(ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty)
        {
            return 0;
        }
        var head = CborHead.Read(rest);
        if (head.Major != CborMajor.Array || (!head.IsIndefinite && head.Argument != FileItems) || head.Length != 1)
        {
            _because = _isBehindAFile ? CdnsDamage.Behind : CdnsDamage.NoCdns;
            return -1;
        }
        (_stage, _isFileToBreak) = (Stage.FileType, head.IsIndefinite);
        return head.Length;
    }

    int StepFileType(ReadOnlySpan<byte> rest)
    {
        var length = Item(rest);
        if (length > 0 && !rest[..length].SequenceEqual(CdnsPreamble.FileType))
        {
            _because = rest[..length].SequenceEqual(CdnsPreamble.DraftFileType) ? CdnsDamage.Version : CdnsDamage.NoCdns;
            return -1;
        }
        _stage = length > 0 ? Stage.FilePreamble : _stage;
        return length;
    }

    int StepFilePreamble(ReadOnlySpan<byte> rest, CdnsContent? content)
    {
        var length = Item(rest);
        if (length > 0 && !CdnsPreamble.IsOfVersion(rest[..length]))
        {
            _because = CdnsDamage.Version;
            return -1;
        }
        if (length > 0)
        {
            _stage = Stage.Blocks;
            content?.BeginFile(rest[..length]);
        }
        return length;
    }

    int EndFile(ReadOnlySpan<byte> rest)
    {
        if (_isFileToBreak && rest.IsEmpty)
        {
            return 0;
        }
        if (_isFileToBreak && rest[0] != CborHead.Break)
        {
            return -1;
        }
        (_stage, _isBehindAFile) = (Stage.File, true);
        return _isFileToBreak ? 1 : 0;
    }

    int StepBlock(ReadOnlySpan<byte> rest, CdnsContent? content)
    {
        if (IsOver(rest, ref _blocks, out var used))
        {
            _stage = Stage.FileEnd;
            return used;
        }
        var length = Open(rest, CborMajor.Map, ref _parts, Stage.Part);
        if (length > 0)
        {
            Count(ref _blocks);
            content?.BeginBlock();
        }
        return length;
    }

    int StepBlockPreamble(ReadOnlySpan<byte> rest, CdnsContent? content)
    {
        var length = Item(rest);
        if (length > 0)
        {
            _stage = Stage.Part;
            content?.TakeBlockPreamble(rest[..length]);
        }
        return length;
    }

    /// <summary>A key of a block or of its tables says what stands behind it.</summary>
    int StepKey(ReadOnlySpan<byte> rest)
    {
        ref var left = ref _stage == Stage.Part ? ref _parts : ref _tables;
        if (IsOver(rest, ref left, out var used))
        {
            _stage = _stage == Stage.Part ? Stage.Block : Stage.Part;
            return used;
        }
        var head = CborHead.Read(rest);
        if (head.Length > 0 && head.Major is not CborMajor.Unsigned and not CborMajor.Negative)
        {
            return -1;
        }
        if (head.Length > 0)
        {
            Count(ref left);
            // Keys below 0 are for private use (RFC 8618 section 8).
            Take(head.Major == CborMajor.Unsigned && head.Argument <= LastTable ? (int)head.Argument : int.MaxValue);
        }
        return head.Length;
    }

    void Take(int key)
    {
        if (_stage == Stage.Table)
        {
            (_table, _stage) = (key, key <= LastTable ? Stage.Entries : Stage.OtherTable);
            return;
        }
        _part = key;
        _stage = key switch
        {
            BlockPreambleKey => Stage.BlockPreamble,
            TablesKey => Stage.Tables,
            >= FirstRecordsKey and <= LastRecordsKey => Stage.Records,
            _ => Stage.OtherPart,
        };
    }

    int StepOver(ReadOnlySpan<byte> rest)
    {
        var length = Item(rest);
        if (length > 0)
        {
            _stage = _stage == Stage.OtherPart ? Stage.Part : Stage.Table;
        }
        return length;
    }

    int StepEntry(ReadOnlySpan<byte> rest, CdnsContent? content)
    {
        if (IsOver(rest, ref _entries, out var used))
        {
            _stage = Stage.Table;
            return used;
        }
        var length = Item(rest);
        if (length > 0)
        {
            Count(ref _entries);
            content?.Tables.Add(_table, rest[..length]);
        }
        return length;
    }

    int StepRecord(ReadOnlySpan<byte> rest, long offset, CdnsContent? content, IBatchWriter rows)
    {
        if (IsOver(rest, ref _entries, out var used))
        {
            _stage = Stage.Part;
            return used;
        }
        var length = Item(rest);
        if (length > 0)
        {
            Count(ref _entries);
            content?.TakeRecord(_part == FirstRecordsKey, rest[..length], offset, rows);
        }
        return length;
    }

    /// <summary>Goes into a map or an array.</summary>
    int Open(ReadOnlySpan<byte> rest, CborMajor major, ref long left, Stage inside)
    {
        var head = CborHead.Read(rest);
        if (head.Length > 0 && (head.Major != major || head.Argument > long.MaxValue))
        {
            return -1;
        }
        if (head.Length > 0)
        {
            left = head.IsIndefinite ? ToBreak : (long)head.Argument;
            _stage = inside;
        }
        return head.Length;
    }

    int Item(ReadOnlySpan<byte> rest)
    {
        var length = CborItem.Measure(rest);
        var isLong = length > IRecordReader.LargestRecord || (length == 0 && rest.Length >= IRecordReader.LargestRecord);
        _because = isLong ? CdnsDamage.LongItem : CdnsDamage.Structure;
        return isLong ? -1 : length;
    }

    static bool IsOver(ReadOnlySpan<byte> rest, ref long left, out int used)
    {
        used = left == ToBreak && rest is [CborHead.Break, ..] ? 1 : 0;
        left = used == 1 ? 0 : left;
        return left == 0;
    }

    static void Count(ref long left) => left -= left == ToBreak ? 0 : 1;
}
