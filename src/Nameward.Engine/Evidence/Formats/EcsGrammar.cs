using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>What events of the Elastic Common Schema say.</summary>
sealed class EcsGrammar : TableGrammar
{
    const LogField Data = LogField.First, Types = LogField.Second, Ttls = LogField.Third, Resolved = LogField.Fourth, EventTypes = LogField.Fifth, Nanoseconds = LogField.Sixth,
        EventAction = LogField.Seventh;

    static readonly (string Path, LogField Field)[] Paths =
    [
        ("event.start", LogField.Time), ("@timestamp", LogField.Time), ("event.end", LogField.End), ("event.duration", Nanoseconds),
        ("client.ip", LogField.Client), ("source.ip", LogField.Client), ("client.address", LogField.Client), ("source.address", LogField.Client),
        ("client.port", LogField.ClientPort), ("source.port", LogField.ClientPort), ("server.ip", LogField.Server), ("destination.ip", LogField.Server),
        ("server.address", LogField.Server), ("destination.address", LogField.Server), ("server.port", LogField.ServerPort), ("destination.port", LogField.ServerPort),
        ("client.nat.ip", LogField.TranslatedClient), ("source.nat.ip", LogField.TranslatedClient), ("client.nat.port", LogField.TranslatedClientPort),
        ("source.nat.port", LogField.TranslatedClientPort), ("server.nat.ip", LogField.TranslatedServer), ("destination.nat.ip", LogField.TranslatedServer),
        ("server.nat.port", LogField.TranslatedServerPort), ("destination.nat.port", LogField.TranslatedServerPort),
        ("client.bytes", LogField.UpBytes), ("source.bytes", LogField.UpBytes), ("server.bytes", LogField.DownBytes), ("destination.bytes", LogField.DownBytes),
        ("client.packets", LogField.UpPackets), ("source.packets", LogField.UpPackets), ("server.packets", LogField.DownPackets), ("destination.packets", LogField.DownPackets),
        ("network.iana_number", LogField.Protocol), ("network.transport", LogField.Protocol), ("event.action", EventAction), ("event.type", EventTypes),
        ("rule.name", LogField.Rule), ("rule.id", LogField.Rule), ("rule.uuid", LogField.Rule),
        ("dns.question.name", LogField.Name), ("dns.question.type", LogField.Type), ("dns.type", LogField.Kind), ("dns.response_code", LogField.Rcode), ("dns.id", LogField.Id),
        // A host is that of the program where one is named, and else may be the server or sensor that tells.
        ("client.domain", LogField.Host), ("host.name", LogField.Device), ("host.hostname", LogField.Device), ("user.name", LogField.User),
        ("source.user.name", LogField.User), ("process.executable", LogField.Process), ("process.name", LogField.Process), ("process.pid", LogField.ProcessId),
        ("dns.answers", LogField.Answers), ("dns.answers.data", Data), ("dns.answers.type", Types), ("dns.answers.ttl", Ttls), ("dns.resolved_ip", Resolved),
    ];

    // What is asked for as "fields" of a hit stands in an object of that name.
    static readonly FieldTable Fields = new([.. Paths, .. Paths.Select(path => ("fields." + path.Path, path.Field))]) { OpensLists = true };

    static readonly FieldTable OfAnswer = new(("data", LogField.Answers), ("type", LogField.Type), ("ttl", LogField.Time), ("name", LogField.Name)) { OpensLists = true };

    readonly JsonRecords _answers = new(OfAnswer) { MayLackData = true };
    readonly HostFields _hosts = new();

    public override FieldTable Table => Fields;

    public override LogStamp StampOf(FieldValues fields)
    {
        var text = fields[LogField.Time];
        // What Kibana wrote for people is of the zone that it was set to; ISO 8601 without a zone is of Elasticsearch, which keeps UTC.
        return text is [>= (byte)'0' and <= (byte)'9', ..] ? LogStamp.Iso(text).AsUtc() : WrittenDates.Stamp(text);
    }

    public override bool IsMine(FieldValues fields) =>
        fields.Has(LogField.Time) && (fields.Has(LogField.Name) || (fields.Has(LogField.Client) && fields.Has(LogField.Server)));

    public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
    {
        var hosts = _hosts.Of(fields);
        if (IsNone(fields[LogField.Name]))
        {
            return hosts.HasEnds ? ReadConversation(hosts, time, offset, rows) : LineResult.Ignored;
        }
        if (Begin(hosts, time, SidesOf(fields), Leg.Wire) is { } problem)
        {
            return problem;
        }
        Row.Message.Transport = DnsWords.Transport(fields[LogField.Protocol]);
        Row.TurnToServer();
        if ((Row.Message.Sides & Sides.Response) != 0 && !TryAddAnswers(fields))
        {
            return LineResult.Malformed(JsonRecords.Problem);
        }
        return End(fields[LogField.Name], offset, rows);
    }

    /// <summary>An event of type answer repeats its question, which has an event of its own, unless it tells how long the whole look-up took.</summary>
    static Sides SidesOf(FieldValues fields)
    {
        var isAnswered = !IsNone(fields[LogField.Rcode]) || fields.Has(Data) || fields.Has(LogField.Answers);
        if (Is(fields[LogField.Kind], "answer"u8))
        {
            var isWhole = !IsNone(fields[LogField.End]) || !IsNone(fields[Nanoseconds]);
            return isWhole ? Sides.Query | Sides.Response : Sides.Response;
        }
        return isAnswered && !IsNone(fields[LogField.Rcode]) ? Sides.Query | Sides.Response : Sides.Query;
    }

    bool TryAddAnswers(FieldValues fields)
    {
        Row.Message.ShowsAnswers = fields.Has(LogField.Answers) || fields.Has(Data) || fields.Has(Resolved);
        if (fields.Kind(LogField.Answers) == JsonKind.Array)
        {
            return _answers.TryAddTo(Row, fields.Written(LogField.Answers));
        }
        return fields.Has(Data) ? TryAddData(fields) : TryAddList(fields, Resolved);
    }

    /// <summary>Data and types may be lists side by side, where a list of objects was flattened.</summary>
    bool TryAddData(FieldValues fields)
    {
        if (fields.Kind(Data) != JsonKind.Array || fields.Kind(Types) != JsonKind.Array)
        {
            return TryAddList(fields, Data);
        }
        ReadOnlySpan<byte> list = fields.Written(Data), types = fields.Written(Types), ttls = fields.Kind(Ttls) == JsonKind.Array ? fields.Written(Ttls) : "[]"u8;
        JsonScanner data = new(list), type = new(types), ttl = new(ttls);
        data.TryBegin((byte)'[');
        type.TryBegin((byte)'[');
        ttl.TryBegin((byte)'[');
        while (data.TryItem(out var item))
        {
            var number = type.TryItem(out var word) ? DnsWords.Type(word.In(types)) : (ushort)0;
            var seconds = ttl.TryItem(out var left) && Numbers.TrySeconds(left.In(ttls), out var known) ? known : ResourceRecord.UnknownTtl;
            if (item.Kind is JsonKind.String or JsonKind.EscapedString && !_answers.TryAddText(Row, item, list, number, seconds))
            {
                return false;
            }
        }
        return !data.IsDamaged;
    }

    bool TryAddList(FieldValues fields, LogField field) => fields.Kind(field) == JsonKind.Array
        ? _answers.TryAddTo(Row, fields.Written(field))
        : AnswerTexts.TryAddTo(Row, fields[field]);

    static LineResult ReadConversation(HostFields fields, DateTime time, long offset, IBatchWriter rows)
    {
        if (FlowRow.Read(fields, time, offset, out var flow) is { } problem)
        {
            return problem;
        }
        var verdict = VerdictOf(fields);
        flow = flow with
        {
            Verdict = verdict,
            IsAnswered = verdict == FlowVerdict.Denied ? false : flow.IsAnswered,
            Duration = flow.Duration == default ? LengthOf(fields[Nanoseconds], time) : flow.Duration,
        };
        // An exporter of flows names who sent, and not who began.
        rows.Flow(Is(fields[EventAction], "netflow_flow"u8) ? flow.WithServerFound() : flow, fields[LogField.Rule]);
        return LineResult.Observed;
    }

    static TimeSpan LengthOf(ReadOnlySpan<byte> nanoseconds, DateTime time) =>
        Numbers.TryCount(nanoseconds, out var length) && length / TimeSpan.NanosecondsPerTick <= (DateTime.MaxValue - time).Ticks ? new(length / TimeSpan.NanosecondsPerTick) : default;

    /// <summary>The types of an event tell what was done; what its source called it comes second.</summary>
    static FlowVerdict VerdictOf(FieldValues fields)
    {
        var types = fields.List(EventTypes);
        return types.IndexOf("denied"u8) >= 0 ? FlowVerdict.Denied : types.IndexOf("allowed"u8) >= 0 ? FlowVerdict.Allowed : FlowWords.Verdict(fields[EventAction]);
    }

    static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => Ascii.EqualsIgnoreCase(text, word);
}
