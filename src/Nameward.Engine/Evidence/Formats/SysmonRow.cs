using System.Text;
using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Reads event 22 of Sysmon, which is written once a look-up is over: it shows both sides, unless the status tells that no response came. The time is that of
/// the query, UtcTime; the event itself is written later. Answers from the host's cache are among them. The host does not know its own address.
/// </summary>
sealed class SysmonRow : IWindowsRow
{
    /// <summary>Number of the event.</summary>
    public const int DnsQuery = 22;

    /// <summary>The order of version 5 of the event; before Sysmon 13 there was no user.</summary>
    static readonly byte[][] Order =
        [.. "RuleName UtcTime ProcessGuid ProcessId QueryName QueryStatus QueryResults Image User".Split(' ').Select(Encoding.ASCII.GetBytes)];

    readonly WindowsLookUp _lookUp = new();

    /// <inheritdoc/>
    public LineResult Begin(WindowsEvent read, DateTime time)
    {
        read.NameInOrder(Order);
        var asked = TimeOf(read, time);
        var process = read.LastData("ProcessId"u8);
        _lookUp.SetAsker(read[WindowsField.Computer], read.InDomain(read.Data("UserDomain"u8), read.Data("User"u8)), read.Data("Image"u8), process);
        return _lookUp.Begin(asked, read.Data("QueryName"u8), [], read.Data("QueryStatus"u8), read.Data("QueryResults"u8));
    }

    /// <summary>Whether an event tells when the query was, so that it does not matter when it was written.</summary>
    public static bool TellsTime(WindowsEvent read) => TryTime(read, out _);

    /// <summary>When what an event tells of was done; where it does not tell, when it was written.</summary>
    public static DateTime TimeOf(WindowsEvent read, DateTime written) => TryTime(read, out var time) ? time : written;

    /// <inheritdoc/>
    public void End(long offset, IBatchWriter rows) => _lookUp.End(offset, rows);

    static bool TryTime(WindowsEvent read, out DateTime time) => Timestamps.TryParse(read.Data("UtcTime"u8), out time);
}
