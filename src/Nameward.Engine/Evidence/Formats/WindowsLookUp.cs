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
    byte[] _texts = new byte[1024];
    int _nameLength;
    DnsMessage _row;
    Slice _host, _user, _process;
    uint _processId;

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

    /// <summary>Keeps who asked, for <see cref="End"/>; what is not told is empty.</summary>
    /// <param name="host">The host's name.</param>
    /// <param name="user">The account.</param>
    /// <param name="process">The path of the program's image.</param>
    /// <param name="processId">Its process id in digits.</param>
    public void SetAsker(ReadOnlySpan<byte> host, ReadOnlySpan<byte> user, ReadOnlySpan<byte> process, ReadOnlySpan<byte> processId)
    {
        if (host.Length + user.Length + process.Length > _texts.Length)
        {
            _texts = new byte[2 * (host.Length + user.Length + process.Length)];
        }
        var used = 0;
        _host = Keep(host, ref used);
        _user = Keep(user, ref used);
        _process = Keep(process, ref used);
        _processId = Numbers.TryCount(processId, out var number) && number <= uint.MaxValue ? (uint)number : 0;
    }

    Slice Keep(ReadOnlySpan<byte> text, ref int used)
    {
        // A dash stands where there is nothing to say.
        text = text is [(byte)'-'] ? [] : text;
        text.CopyTo(_texts.AsSpan(used));
        used += text.Length;
        return new(used - text.Length, text.Length);
    }

    ReadOnlySpan<byte> Text(Slice text) => _texts.AsSpan(text.Start, text.Length);

    /// <summary>Hands the row over.</summary>
    public void End(long offset, IBatchWriter rows)
    {
        if (_host.Length + _user.Length + _process.Length > 0)
        {
            rows.AskedBy(new() { Host = Text(_host), User = Text(_user), Process = Text(_process), ProcessId = _processId });
        }
        _row.At = new(0, offset);
        rows.Message(_row, _name.AsSpan(0, _nameLength), _results.Written);
    }
}
