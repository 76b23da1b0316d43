using System.Text;
using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Reads event 22 of Sysmon, which is written once a look-up is over: it shows both sides, unless the status tells that no response came. The time is that of
/// the query, UtcTime; the event itself is written later. Answers from the host's cache are among them. The host does not know its own address.
/// </summary>
sealed class SysmonRow
{
    const int DnsQuery = 22;

    /// <summary>The order of version 5 of the event; before Sysmon 13 there was no user.</summary>
    static readonly byte[][] Order =
        [.. "RuleName UtcTime ProcessGuid ProcessId QueryName QueryStatus QueryResults Image User".Split(' ').Select(Encoding.ASCII.GetBytes)];

    readonly WindowsLookUp _lookUp = new();

    /// <summary>Reads an event; what is observed is kept for <see cref="End"/>.</summary>
    /// <param name="read">The event.</param>
    /// <param name="written">When it was written, UTC.</param>
    public LineResult Begin(WindowsEvent read, DateTime written)
    {
        if (read.Id != DnsQuery)
        {
            return LineResult.Ignored;
        }
        read.NameInOrder(Order);
        var asked = TryTime(read, out var time) ? time : written;
        return _lookUp.Begin(asked, read.Data("QueryName"u8), [], read.Data("QueryStatus"u8), read.Data("QueryResults"u8));
    }

    /// <summary>Whether an event tells when the query was, so that it does not matter when it was written.</summary>
    public static bool TellsTime(WindowsEvent read) => TryTime(read, out _);

    /// <summary>Hands the row over.</summary>
    public void End(long offset, IBatchWriter rows) => _lookUp.End(offset, rows);

    static bool TryTime(WindowsEvent read, out DateTime time) => Timestamps.TryParse(read.Data("UtcTime"u8), out time);
}
