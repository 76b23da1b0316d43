using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// A look-up that a program made through Windows and that is over, as the host itself tells of it. The host's DNS client stands between the program and the
/// servers, so this is the leg of clients; what was looked for in its cache alone is inside it.
/// </summary>
sealed class WindowsLookUp
{
    readonly byte[] _name = new byte[WireName.MaxBytes];
    readonly WindowsQueryResults _results = new();
    int _nameLength;
    DnsMessage _row;

    /// <summary>Reads a look-up; what is observed is kept for <see cref="End"/>.</summary>
    /// <param name="time">When, UTC.</param>
    /// <param name="name">What was looked up.</param>
    /// <param name="type">Type of the question in digits; empty where it is not told.</param>
    /// <param name="status">What became of it.</param>
    /// <param name="results">The answer.</param>
    public LineResult Begin(DateTime time, ReadOnlySpan<byte> name, ReadOnlySpan<byte> type, ReadOnlySpan<byte> status, ReadOnlySpan<byte> results)
    {
        _nameLength = name.IsEmpty ? 0 : WireName.FromText(name, _name);
        if (_nameLength == 0)
        {
            return LineResult.Malformed("QueryName is not a name");
        }
        var read = WindowsDnsStatus.Of(status);
        _results.Read(results);
        var hasResponse = read.HasResponse || !_results.Written.IsEmpty;
        Numbers.TryUInt16(type, out var number);
        _row = new()
        {
            Time = time,
            Leg = read.IsOfCache ? Leg.Internal : Leg.Client,
            Sides = hasResponse ? Sides.Query | Sides.Response : Sides.Query,
            Rcode = read.Rcode,
            Type = number,
            // Nothing may mean that the answer was not kept, unless the status says that there was none.
            ShowsAnswers = hasResponse && (read.IsEmpty || !_results.Written.IsEmpty),
        };
        return LineResult.Observed;
    }

    /// <summary>Hands the row over.</summary>
    public void End(long offset, IBatchWriter rows)
    {
        _row.At = new(0, offset);
        rows.Message(_row, _name.AsSpan(0, _nameLength), _results.Written);
    }
}
