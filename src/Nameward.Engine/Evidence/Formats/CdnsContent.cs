using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>What is kept of a C-DNS file while its items are read: the sets of parameters, and the preamble and tables of the block at hand.</summary>
sealed class CdnsContent
{
    const int EarliestTimeKey = 0, ParametersIndexKey = 1;

    readonly List<CdnsParameters> _sets = [];
    readonly CdnsRow _row = new();
    long _seconds;
    long _ticks;
    bool _hasTime;

    /// <summary>The tables of the block.</summary>
    public CdnsTables Tables { get; } = new();

    /// <summary>The parameters that the block names; unread where it has none.</summary>
    public CdnsParameters Parameters { get; private set; }

    /// <summary>A file begins with its preamble.</summary>
    public void BeginFile(ReadOnlySpan<byte> preamble) => CdnsPreamble.Read(preamble, _sets);

    /// <summary>A block begins.</summary>
    public void BeginBlock()
    {
        Tables.Clear();
        Parameters = default;
        _hasTime = false;
    }

    /// <summary>Reads the preamble of the block (RFC 8618 section 7.3.2.1): the time that others are counted from, and which parameters hold.</summary>
    public void TakeBlockPreamble(ReadOnlySpan<byte> preamble)
    {
        var cursor = new CborCursor(preamble);
        var index = 0L;
        for (var left = cursor.Map(); cursor.Next(ref left);)
        {
            switch (cursor.Integer())
            {
                case EarliestTimeKey:
                    ReadTime(ref cursor);
                    break;
                case ParametersIndexKey:
                    index = cursor.Integer();
                    break;
                default:
                    cursor.Skip();
                    break;
            }
        }
        Parameters = !cursor.IsDamaged && index >= 0 && index < _sets.Count ? _sets[(int)index] : default;
    }

    void ReadTime(ref CborCursor cursor)
    {
        var left = cursor.Array();
        _seconds = cursor.Next(ref left) ? cursor.Integer() : -1;
        _ticks = cursor.Next(ref left) ? cursor.Integer() : -1;
        _hasTime = !cursor.Next(ref left) && _seconds >= 0 && _ticks >= 0;
    }

    /// <summary>The time of an item; unset where the block has none to count from.</summary>
    /// <param name="offset">Ticks, from 0 on.</param>
    public DateTime Time(long offset) => _hasTime ? Parameters.Time(_seconds, (ulong)_ticks + (ulong)offset) : DateTime.MinValue;

    /// <summary>Reports one record of the block: an item with a query and its response, or one that counts events or holds what is no message.</summary>
    public void TakeRecord(bool isQueryResponse, ReadOnlySpan<byte> item, long offset, IBatchWriter rows)
    {
        var result = !isQueryResponse ? LineResult.Ignored
            : Parameters.TicksPerSecond == 0 ? LineResult.Malformed(CdnsDamage.Preamble)
            : Tables.IsTooLarge ? LineResult.Malformed(CdnsDamage.LargeTables)
            : _row.Read(item, this, offset, rows);
        if (result.Because is { } because)
        {
            rows.Malformed(offset, because);
        }
        else if (!result.IsObserved)
        {
            rows.Ignored(offset);
        }
    }
}
