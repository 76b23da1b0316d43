using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Reads the debug log of Microsoft's DNS server. Of all that came before a record matter the order of day and month, which is told from the first MiB
/// behind the first date that leaves it open, and the clock, where the server's clocks are put back.
/// </summary>
sealed class MicrosoftDebugReader : IRecordReader
{
    readonly LocalClock _clock;
    DateOrder? _order;
    bool _isOrderSettled;
    bool _insideEndless;
    bool _insideZeros;
    long _offset;

    // Made when first read with: what is forked is kept for each block of a source.
    MicrosoftPacket Packet => field ??= new();
    MicrosoftDetails Details => field ??= new();

    /// <summary>A reader at the start of a source.</summary>
    public MicrosoftDebugReader(SourceContext source)
    {
        _clock = new(source.Zone);
        _order = source.Dates;
        _isOrderSettled = source.Dates is not null;
    }

    MicrosoftDebugReader(MicrosoftDebugReader other)
    {
        _clock = other._clock.Fork();
        (_order, _isOrderSettled, _offset) = (other._order, other._isOrderSettled, other._offset);
        (_insideEndless, _insideZeros) = (other._insideEndless, other._insideZeros);
    }

    /// <inheritdoc/>
    public IRecordReader Fork() => new MicrosoftDebugReader(this);

    /// <inheritdoc/>
    public int Read(ReadOnlySpan<byte> block, bool isLast, IBatchWriter rows) => Walk(block, isLast, rows);

    /// <inheritdoc/>
    public int Skim(ReadOnlySpan<byte> block, bool isLast, IBatchWriter inOrder) => Walk(block, isLast, rows: null);

    /// <summary>Walks over whole records and reads them into <paramref name="rows"/>; where that is null, keeps only what later records need.</summary>
    int Walk(ReadOnlySpan<byte> block, bool isLast, IBatchWriter? rows)
    {
        var at = EndOfStarted(block);
        while (at < block.Length)
        {
            var rest = block[at..];
            var length = MicrosoftUnit.Cut(rest, isLast, out var unit);
            if (length == 0 || !TrySettleOrder(unit.Stamp, rest, isLast))
            {
                break;
            }
            _insideEndless = unit.Kind == MicrosoftLineKind.Endless && rest[length - 1] != '\n';
            _insideZeros = unit.Kind == MicrosoftLineKind.Zeros && length == rest.Length;
            if (rows is not null)
            {
                Take(unit, rest[..length], _offset + at, rows);
            }
            else
            {
                KeepTime(unit.Stamp);
            }
            at += length;
        }
        _offset += at;
        return at;
    }

    /// <summary>Where a line or a run of zeros ends that was reported when it began.</summary>
    int EndOfStarted(ReadOnlySpan<byte> block)
    {
        var end = 0;
        if (_insideEndless)
        {
            end = block.IndexOf((byte)'\n') + 1;
            _insideEndless = end == 0;
        }
        else if (_insideZeros)
        {
            end = block.IndexOfAnyExcept((byte)0);
            _insideZeros = end < 0;
        }
        return _insideEndless || _insideZeros ? block.Length : end;
    }

    /// <summary>Tells the order of day and month at the first date that leaves it open; false where more of the log must be seen.</summary>
    bool TrySettleOrder(in MicrosoftStamp stamp, ReadOnlySpan<byte> rest, bool isLast)
    {
        if (_isOrderSettled || !stamp.IsOpen)
        {
            return true;
        }
        if (rest.Length < IRecordReader.LargestRecord && !isLast)
        {
            return false;
        }
        _order = MicrosoftDates.OrderOf(rest[..Math.Min(rest.Length, IRecordReader.LargestRecord)]);
        _isOrderSettled = true;
        return true;
    }

    bool TryTime(in MicrosoftStamp stamp, out DateTime time, out string because)
    {
        time = default;
        if (stamp.ToLocal(_order, out because) is not { } local)
        {
            return false;
        }
        because = "the clocks of the time zone skip this time";
        return _clock.TryToUtc(local, out time);
    }

    /// <summary>Sets the clock by a record that is not read further.</summary>
    void KeepTime(in MicrosoftStamp stamp)
    {
        if (_clock.NeedsOrder && stamp.Length > 0)
        {
            TryTime(stamp, out _, out _);
        }
    }

    void Take(in MicrosoftUnit unit, ReadOnlySpan<byte> record, long offset, IBatchWriter rows)
    {
        switch (unit.Kind)
        {
            case MicrosoftLineKind.Packet:
                TakePacket(unit, record, offset, rows);
                break;
            case MicrosoftLineKind.Event:
                KeepTime(unit.Stamp);
                rows.Ignored(offset);
                break;
            case MicrosoftLineKind.Details:
                rows.Malformed(offset, "details without the line of their packet");
                break;
            case MicrosoftLineKind.Endless:
                rows.Malformed(offset, "the line is longer than 1 MiB");
                break;
            case MicrosoftLineKind.Other:
                rows.Malformed(offset, "not a line of the debug log");
                break;
            default:
                rows.Ignored(offset);
                break;
        }
    }

    void TakePacket(in MicrosoftUnit unit, ReadOnlySpan<byte> record, long offset, IBatchWriter rows)
    {
        if (unit.Stamp.Length == 0)
        {
            rows.Malformed(offset, MicrosoftStamp.NoTime);
            return;
        }
        if (!TryTime(unit.Stamp, out var time, out var because))
        {
            rows.Malformed(offset, because);
            return;
        }
        var result = Packet.Read(record[unit.Stamp.Length..unit.LineLength]);
        if (!result.IsObserved)
        {
            Refuse(result, offset, rows);
            return;
        }
        var row = Packet.Row with { At = new(0, offset), Time = time };
        TakeDetails(row, unit.BodyStart, record[unit.BodyStart..], rows);
    }

    static void Refuse(in LineResult result, long offset, IBatchWriter rows)
    {
        if (result.Because is { } because)
        {
            rows.Malformed(offset, because);
        }
        else
        {
            rows.Ignored(offset);
        }
    }

    /// <summary>Hands a packet over with what its details add; those of another packet are a damaged record of their own.</summary>
    void TakeDetails(in DnsMessage row, int start, ReadOnlySpan<byte> body, IBatchWriter rows)
    {
        if (body.IsEmpty || !Details.Read(body, Packet))
        {
            rows.Message(row, Packet.Name, []);
            if (!body.IsEmpty)
            {
                rows.Malformed(row.At.Offset + start, "details of another packet, or of several");
            }
            return;
        }
        var isResponse = row.Sides == Sides.Response;
        var detailed = MicrosoftPacket.WithPort(row, Details.Port) with
        {
            Bytes = Details.Bytes,
            Rcode = isResponse ? Details.Rcode ?? row.Rcode : null,
            ShowsAnswers = isResponse && Details.IsWhole,
        };
        rows.Message(detailed, Packet.Name, isResponse ? Details.Records : []);
    }
}
