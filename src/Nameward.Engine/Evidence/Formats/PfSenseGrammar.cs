using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Lines of <c>filterlog</c>: cells of CSV that depend on the version of IP and then on the protocol. Name and number of the protocol change places between the two
/// versions. A packet is a flow of one packet whose bytes are the length that its IP header has; which end is the server, flags of TCP and ports tell.
/// </summary>
sealed class PfSenseGrammar : ILogGrammar
{
    const int Action = 6, Direction = 7, Version = 8, FewestCells = 12;

    const LogField Flags = LogField.First, Number = LogField.Second;

    /// <summary>rule, sub-rule, anchor, tracker, interface, reason, action, direction, version; class, ECN, TTL, id, offset, flags, protocol by number and name, length, ends.</summary>
    static readonly CsvColumns OfV4 = new((byte)',',
    [
        Number, null, null, LogField.Rule, null, null, LogField.Action, null, null, null, null, null, null, null, null, LogField.Protocol, null, LogField.UpBytes,
        LogField.Client, LogField.Server, LogField.ClientPort, LogField.ServerPort, null, Flags,
    ]);

    /// <summary>The same up to the version; class, flow label, hop limit, protocol by name and number, length, ends.</summary>
    static readonly CsvColumns OfV6 = new((byte)',',
    [
        Number, null, null, LogField.Rule, null, null, LogField.Action, null, null, null, null, null, null, LogField.Protocol, LogField.UpBytes,
        LogField.Client, LogField.Server, LogField.ClientPort, LogField.ServerPort, null, Flags,
    ]);

    /// <summary>The same without ports: other protocols have other cells in their place.</summary>
    static readonly CsvColumns OfV4WithoutPorts = new(OfV4.Separator, OfV4.Fields[..20]), OfV6WithoutPorts = new(OfV6.Separator, OfV6.Fields[..17]);

    readonly CsvFields _fields = new();

    /// <inheritdoc/>
    public bool IsProgram(ReadOnlySpan<byte> program) => program.IsEmpty || program.EndsWith("filterlog"u8);

    /// <inheritdoc/>
    public LogStamp TakeStamp(scoped ref ReadOnlySpan<byte> message)
    {
        LogStamp.TryTakeIso(ref message, out var stamp);
        var tag = message.IndexOf("filterlog"u8);
        if (tag >= 0 && message[tag..].IndexOf(": "u8) is >= 0 and var colon)
        {
            message = message[(tag + colon + 2)..];
        }
        return stamp;
    }

    /// <inheritdoc/>
    public Likeness Look(in LogLine line) => TryBegin(line.Message) && FlowRow.Read(_fields, DateTime.MinValue, 0, out _) is null ? Likeness.Likely : Likeness.No;

    /// <inheritdoc/>
    public LineResult Read(in LogLine line, DateTime time, long offset, IBatchWriter rows)
    {
        if (!TryBegin(line.Message))
        {
            return line.Program.IsEmpty ? LineResult.Ignored : LineResult.Malformed("no line of filterlog");
        }
        if (FlowRow.Read(_fields, time, offset, out var packet) is { } problem)
        {
            return problem;
        }
        var rule = _fields[LogField.Rule] is [] or [(byte)'0'] ? _fields[Number] : _fields[LogField.Rule];
        return FlowRow.EndPacket(packet, packet.Verdict, TcpLetters.Flags(packet.Protocol == Flow.Tcp ? _fields[Flags] : []), rule, rows);
    }

    bool TryBegin(ReadOnlySpan<byte> message)
    {
        var isRead = _fields.TryRead(message, OfV4) && _fields.Count >= FewestCells;
        var cells = _fields.Cells;
        if (!isRead || cells[Version] is not [(byte)'4' or (byte)'6'] || !IsDirection(cells[Direction]) || cells[Action].IsEmpty || cells[Action].ContainsAnyExceptInRange((byte)'a', (byte)'z'))
        {
            return false;
        }
        var isV6 = cells[Version][0] == '6';
        _fields.TryRead(message, isV6 ? OfV6WithoutPorts : OfV4WithoutPorts);
        return FlowWords.Protocol(_fields[LogField.Protocol]) is not (Flow.Tcp or Flow.Udp) || _fields.TryRead(message, isV6 ? OfV6 : OfV4);
    }

    static bool IsDirection(ReadOnlySpan<byte> word) => word.SequenceEqual("in"u8) || word.SequenceEqual("out"u8);
}
