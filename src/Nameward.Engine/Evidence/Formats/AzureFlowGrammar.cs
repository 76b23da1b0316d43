using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Records of Azure's flow logs. A tuple is <c>1763717401,10.0.0.4,198.51.100.53,40000,53,U,O,A,C,1,70,1,120</c>: time, ends, ports, protocol (<c>T</c>, <c>U</c>), direction, decision, state, and
/// packets and bytes from the source and back. Virtual networks write milliseconds, the protocol's number, the state in place of the decision, and then whether the traffic was encrypted.
/// </summary>
sealed class AzureFlowGrammar : TableGrammar
{
    const LogField Security = LogField.First, Network = LogField.Second, Single = LogField.Third, Decision = LogField.Fourth, State = LogField.Fifth;

    /// <summary>A record holds the list of rules, and within it that of interfaces or groups; deeper ones are no flow log's.</summary>
    const int MostLevels = 4;

    static readonly FieldTable Fields = new(
        ("time", LogField.Time), ("rule", LogField.Rule), ("properties.flows", Security), ("flowRecords.flows", Network), ("flow.0", Single));

    static readonly CsvColumns Tuple = new((byte)',',
    [
        LogField.Time, LogField.Client, LogField.Server, LogField.ClientPort, LogField.ServerPort, LogField.Protocol, null, Decision, State,
        LogField.UpPackets, LogField.UpBytes, LogField.DownPackets, LogField.DownBytes,
    ]);

    readonly CsvFields _tuple = new();

    public override FieldTable Table => Fields;

    public override bool IsMine(FieldValues fields) => (fields.Has(Single) || fields.Kind(Security) == JsonKind.Array || fields.Kind(Network) == JsonKind.Array) && fields.Has(LogField.Time);

    public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
    {
        if (fields.Has(Single))
        {
            return ReadTuple(fields[Single], fields[LogField.Rule], offset, rows);
        }
        var list = fields.Kind(Security) == JsonKind.Array ? fields.Written(Security) : fields.Written(Network);
        return ReadList(list, [], offset, rows, MostLevels);
    }

    /// <summary>Reads the objects of a list: each may name the rule that holds for the list in it.</summary>
    LineResult ReadList(ReadOnlySpan<byte> list, ReadOnlySpan<byte> rule, long offset, IBatchWriter rows, int levels)
    {
        var found = LineResult.Ignored;
        var scanner = new JsonScanner(list);
        scanner.TryBegin((byte)'[');
        while (scanner.TryItem(out var item))
        {
            var result = item.Kind switch
            {
                JsonKind.Object when levels > 0 => ReadObject(item.In(list), rule, offset, rows, levels - 1),
                JsonKind.String => ReadTuple(item.In(list), rule, offset, rows),
                _ => LineResult.Malformed("no tuple of a flow"),
            };
            found = Add(found, result, offset, rows);
        }
        return found;
    }

    LineResult ReadObject(ReadOnlySpan<byte> text, ReadOnlySpan<byte> rule, long offset, IBatchWriter rows, int levels)
    {
        var inner = default(JsonValue);
        var scanner = new JsonScanner(text);
        scanner.TryBegin((byte)'{');
        while (scanner.TryMember(out var name, out var value))
        {
            var member = name.In(text);
            rule = value.Kind == JsonKind.String && member.SequenceEqual("rule"u8) ? value.In(text) : rule;
            var isList = value.Kind == JsonKind.Array && (member.SequenceEqual("flows"u8) || member.SequenceEqual("flowGroups"u8) || member.SequenceEqual("flowTuples"u8));
            inner = isList ? value : inner;
        }
        return inner.Kind == JsonKind.Array ? ReadList(inner.In(text), rule, offset, rows, levels) : LineResult.Ignored;
    }

    /// <summary>Each tuple is a record of its own: what is damaged is told beside those that are not.</summary>
    static LineResult Add(LineResult before, LineResult next, long offset, IBatchWriter rows)
    {
        if (before.IsObserved && next.Because is { } because)
        {
            rows.Malformed(offset, because);
            return before;
        }
        if (before.Because is { } earlier && (next.IsObserved || next.Because is not null))
        {
            rows.Malformed(offset, earlier);
        }
        return next.IsObserved || next.Because is not null ? next : before;
    }

    LineResult ReadTuple(ReadOnlySpan<byte> tuple, ReadOnlySpan<byte> rule, long offset, IBatchWriter rows)
    {
        if (!_tuple.TryRead(tuple, Tuple) || !Timestamps.TryParse(_tuple[LogField.Time], out var time) || _tuple[Decision] is not [var decision])
        {
            return LineResult.Malformed("no tuple of a flow");
        }
        if (FlowRow.Read(_tuple, time, offset, out var flow) is { } problem)
        {
            return problem;
        }
        rows.Flow(Decided(flow, decision, _tuple[LogField.Protocol], _tuple[State]), rule);
        return LineResult.Observed;
    }

    /// <summary>What begins has counted nothing yet, though zeros may stand there.</summary>
    static Flow Decided(in Flow flow, byte decision, ReadOnlySpan<byte> protocol, ReadOnlySpan<byte> state)
    {
        var isDenied = decision == 'D';
        var counts = !isDenied && decision != 'B' && state is not [(byte)'B'];
        return flow with
        {
            Protocol = protocol switch { [(byte)'T'] => Flow.Tcp, [(byte)'U'] => Flow.Udp, _ => flow.Protocol },
            Verdict = isDenied ? FlowVerdict.Denied : FlowVerdict.Allowed,
            IsAnswered = isDenied ? false : counts ? flow.IsAnswered : null,
            UpPackets = counts ? flow.UpPackets : Flow.Unknown,
            UpBytes = counts ? flow.UpBytes : Flow.Unknown,
            DownPackets = counts ? flow.DownPackets : Flow.Unknown,
            DownBytes = counts ? flow.DownBytes : Flow.Unknown,
        };
    }
}
