using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Reads the events of the DNS client of Windows. One look-up gives up to eight. 3008, written once it is over, is the look-up of a program, with both sides;
/// 3010 and 3011 are the query that the client sent to a server for it and the response, and they alone name the server. The others (3006 it begins, 3009 the
/// network is asked, 3016 and 3018 the cache, 3020 what one interface gave) repeat parts of these and are ignored.
/// </summary>
sealed class MicrosoftDnsClientRow : IWindowsRow
{
    const int Completed = 3008, Sent = 3010, Received = 3011;

    static readonly byte[][] OrderOfCompleted = Names("QueryName QueryType QueryOptions QueryStatus QueryResults");

    static readonly byte[][] OrderOfSent = Names("QueryName QueryType DnsServerIpAddress ResponseStatus");

    readonly WindowsLookUp _lookUp = new();
    readonly byte[] _name = new byte[WireName.MaxBytes];
    int _nameLength;
    DnsMessage _row;
    bool _isLookUp;

    /// <inheritdoc/>
    public LineResult Begin(WindowsEvent read, DateTime time)
    {
        _isLookUp = read.Id == Completed;
        read.NameInOrder(_isLookUp ? OrderOfCompleted : OrderOfSent);
        if (_isLookUp)
        {
            // It is written in the process that asked, of which Windows tells the number alone.
            var process = read[WindowsField.ProcessId] is { IsEmpty: false } number ? number : read.Data("ProcessId"u8);
            _lookUp.SetAsker(read[WindowsField.Computer], read.Account, [], process);
            return _lookUp.Begin(time, read.Data("QueryName"u8), read.Data("QueryType"u8), read.Data("QueryStatus"u8), read.Data("QueryResults"u8));
        }
        return read.Id is Sent or Received ? BeginMessage(read, time) : LineResult.Ignored;
    }

    /// <inheritdoc/>
    public void End(long offset, IBatchWriter rows)
    {
        if (_isLookUp)
        {
            _lookUp.End(offset, rows);
            return;
        }
        _row.At = new(0, offset);
        rows.Message(_row, _name.AsSpan(0, _nameLength), []);
    }

    LineResult BeginMessage(WindowsEvent read, DateTime time)
    {
        var name = read.Data("QueryName"u8);
        _nameLength = name.IsEmpty ? 0 : WireName.FromText(name, _name);
        if (_nameLength == 0)
        {
            return LineResult.Malformed("QueryName is not a name");
        }
        if (!Address.TryParse(read.Data("DnsServerIpAddress"u8), out var server))
        {
            return LineResult.Malformed("DnsServerIpAddress is not an address");
        }
        Numbers.TryUInt16(read.Data("QueryType"u8), out var type);
        var isResponse = read.Id == Received;
        _row = new()
        {
            Time = time,
            Leg = Leg.Upstream,
            Sides = isResponse ? Sides.Response : Sides.Query,
            Server = new(server, 0),
            Type = type,
            Rcode = isResponse ? WindowsDnsStatus.Of(read.Data("ResponseStatus"u8)).Rcode : null,
        };
        return LineResult.Observed;
    }

    static byte[][] Names(string names) => [.. names.Split(' ').Select(Encoding.ASCII.GetBytes)];
}
