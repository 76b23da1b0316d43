using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>What the records of one product say whose fields have names: JSON objects, rows of CSV. It belongs to one reader.</summary>
abstract class TableGrammar
{
    FieldValues? _fields;

    /// <summary>The row of the record that is read.</summary>
    protected LogRow Row { get; } = new();

    /// <summary>Which number comes first in dates that leave it open; null where nobody has said it.</summary>
    public DateOrder? Dates { get; set; }

    /// <summary>The time of the envelopes that the record came in, which holds where it carries none itself.</summary>
    public LogStamp Envelope { get; set; }

    /// <summary>What the fields mean.</summary>
    public abstract FieldTable Table { get; }

    /// <summary>
    /// How a line writes its fields, where it is neither a JSON object nor a row of CSV: as names with values, in one of the known ways.
    /// </summary>
    /// <param name="line">The whole line, its envelopes on; where it holds pairs, what stands before the first one is to be taken off.</param>
    public virtual PairForm PairsOf(scoped ref ReadOnlySpan<byte> line) => PairForm.None;

    /// <summary>The columns of a CSV file that has no header, by the cells of its first line; null where there is no such file, or the line is none of it.</summary>
    public virtual CsvColumns? ColumnsWithoutHeader(ReadOnlySpan<byte> line) => null;

    /// <summary>Whether a line is no record of CSV but what the program writes around them: a head for people, a comment, a summary.</summary>
    public virtual bool IsAside(ReadOnlySpan<byte> line) => false;

    /// <summary>What the columns of a header mean; null where the line is no header of this product's files.</summary>
    public virtual CsvColumns? ColumnsOf(ReadOnlySpan<byte> line, CsvCells cells) => CsvColumns.Of(line, Table, cells);

    /// <summary>Whether a line below the header of a CSV file may be another one, of other columns.</summary>
    public virtual bool MayBeHeader(ReadOnlySpan<byte> line) => CsvColumns.MayBeHeader(line);

    /// <summary>Whether the fields that a record has are those of this product's records.</summary>
    public abstract bool IsMine(FieldValues fields);

    /// <summary>Whether the columns of a header are those of this product's files; each has its own name as its text.</summary>
    public virtual bool IsHeader(FieldValues columns) => IsMine(columns);

    /// <summary>The time of a record; one without a zone is UTC, unless the product writes otherwise.</summary>
    public virtual LogStamp StampOf(FieldValues fields) => LogStamp.Iso(fields[LogField.Time]).AsUtc();

    /// <summary>Reads a record of this product.</summary>
    /// <param name="fields">Its fields.</param>
    /// <param name="time">When it was, UTC.</param>
    /// <param name="offset">Where it begins in its source.</param>
    /// <param name="rows">Takes what is observed; all else is left to the caller.</param>
    public abstract LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows);

    /// <summary>Why a record is malformed whose addresses cannot be read.</summary>
    public const string NoEndpoint = "an address or a port cannot be read";

    /// <summary>Begins the row with all the fields that mean the same wherever they stand: all but name and answers.</summary>
    /// <returns>Null where all is well.</returns>
    protected LineResult? Begin(FieldValues fields, DateTime time, Sides sides, Leg leg)
    {
        ref var row = ref Row.Begin(time, sides, leg);
        _fields = fields;
        if (!TryEndpoint(fields, LogField.Client, LogField.ClientPort, out var client) || !TryEndpoint(fields, LogField.Server, LogField.ServerPort, out var server))
        {
            return LineResult.Malformed(NoEndpoint);
        }
        (row.Client, row.Server) = (client, server);
        row.Type = DnsWords.Type(fields[LogField.Type]);
        row.Rcode = (sides & Sides.Response) != 0 ? DnsWords.Rcode(fields[LogField.Rcode]) : null;
        row.Transport = DnsWords.Transport(fields[LogField.Transport]);
        row.Id = Numbers.TryUInt16(fields[LogField.Id], out var id) ? id : (ushort)0;
        row.Bytes = Numbers.TryUInt16(fields[LogField.Bytes], out var bytes) ? bytes : 0;
        return null;
    }

    /// <summary>Reads a flow and hands it over, the ends in the order of the record: it says who began.</summary>
    protected static LineResult ReadFlow(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
    {
        if (FlowRow.Read(fields, time, offset, out var flow) is { } problem)
        {
            return problem;
        }
        rows.Flow(flow, RuleOf(fields));
        return LineResult.Observed;
    }

    /// <summary>The same of a record that shows one direction, from client to server or back: it says who sent, and not who began.</summary>
    protected static LineResult ReadOneWay(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
    {
        if (FlowRow.Read(fields, time, offset, out var flow) is { } problem)
        {
            return problem;
        }
        rows.Flow(flow.WithServerFound(), RuleOf(fields));
        return LineResult.Observed;
    }

    /// <summary>Reads a record of a firewall that names what somebody asked, on its way through.</summary>
    protected LineResult ReadQuestion(FieldValues fields, ReadOnlySpan<byte> name, DateTime time, long offset, IBatchWriter rows)
    {
        if (Begin(fields, time, Sides.Query, Leg.Wire) is { } problem)
        {
            return problem;
        }
        Row.Message.Transport = DnsWords.Transport(fields[LogField.Protocol]);
        return End(name, offset, rows);
    }

    /// <summary>The rule that decided: by its name, or its number where it has none; empty where the record says that there was none.</summary>
    protected static ReadOnlySpan<byte> RuleOf(FieldValues fields)
    {
        var rule = IsSaid(fields[LogField.Rule]) ? fields[LogField.Rule] : fields[LogField.RuleNumber];
        return IsSaid(rule) ? rule : [];
    }

    /// <summary>Whether a record names both ends of a conversation, be it by words that are no addresses.</summary>
    protected static bool HasEnds(FieldValues fields) => IsSaid(fields[LogField.Client]) && IsSaid(fields[LogField.Server]);

    static bool IsSaid(ReadOnlySpan<byte> text) => text is not ([] or [(byte)'-']) && !text.SequenceEqual("N/A"u8);

    /// <summary>Ends the row: gives it its name, in which <c>\DDD</c> and <c>\X</c> are escapes, and hands it over.</summary>
    protected LineResult End(ReadOnlySpan<byte> name, long offset, IBatchWriter rows) => End(name, offset, rows, Row.Records.Written);

    /// <summary>Ends the row as the other form does, with records in place of those that were added to the row.</summary>
    protected LineResult End(ReadOnlySpan<byte> name, long offset, IBatchWriter rows, ReadOnlySpan<byte> records)
    {
        if (!Row.TryName(name))
        {
            return LineResult.Malformed(LogRow.NoName);
        }
        TellAsker(rows);
        Row.End(offset, rows, records);
        return LineResult.Observed;
    }

    /// <summary>Hands over who asked, where the record tells; the row that was begun follows directly.</summary>
    protected void TellAsker(IBatchWriter rows)
    {
        if (!Table.TellsAskers || _fields is not { } fields)
        {
            return;
        }
        ReadOnlySpan<byte> host = Row.IsTurned ? [] : SaidOf(fields[LogField.Host]), user = SaidOf(fields[LogField.User]), process = SaidOf(fields[LogField.Process]);
        host = host.IsEmpty && !process.IsEmpty ? SaidOf(fields[LogField.Device]) : host;
        if (host.Length + user.Length + process.Length > 0)
        {
            rows.AskedBy(new() { Host = host, User = user, Process = process, ProcessId = Numbers.TryCount(fields[LogField.ProcessId], out var id) && id <= uint.MaxValue ? (uint)id : 0 });
        }
    }

    static ReadOnlySpan<byte> SaidOf(ReadOnlySpan<byte> text) => IsNone(text) ? [] : text;

    /// <summary>Whether a text stands for nothing: exports put a dash where a field has no value.</summary>
    protected static bool IsNone(ReadOnlySpan<byte> text) => text is [] or [(byte)'-'];

    /// <summary>Reads an address and its port, of which either may be missing.</summary>
    public static bool TryEndpoint(FieldValues fields, LogField address, LogField port, out Endpoint endpoint)
    {
        if (!TryAddress(fields, address, out endpoint))
        {
            return false;
        }
        // Exports that take every number for a fraction write 53.0.
        var digits = fields[port] is [.., (byte)'.', (byte)'0'] ? fields[port][..^2] : fields[port];
        if (digits is [] or [(byte)'-'] or [(byte)'0'])
        {
            return true;
        }
        var isRead = Numbers.TryUInt16(digits, out var number);
        endpoint = endpoint with { Port = number };
        return isRead;
    }

    /// <summary>Reads an address, maybe with a port, which may be missing.</summary>
    public static bool TryAddress(FieldValues fields, LogField address, out Endpoint endpoint)
    {
        endpoint = default;
        return fields[address] is [] or [(byte)'-'] || DnsWords.TryEndpoint(fields[address], out endpoint);
    }
}
