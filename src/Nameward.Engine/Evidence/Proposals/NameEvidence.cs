using Nameward.Engine.Evidence.Mappings;

namespace Nameward.Engine.Evidence.Proposals;

/// <summary>How much the name of a column says that it is a field of ours: 3 it says so, 2 nearly, 1 it may be, 0 nothing.</summary>
static class NameEvidence
{
    const FieldWord Ends = FieldWord.Client | FieldWord.Server, Things = FieldWord.Port | FieldWord.Bytes | FieldWord.Packets | FieldWord.Domain | FieldWord.Name | FieldWord.Type | FieldWord.Time
        | FieldWord.Duration | FieldWord.Protocol | FieldWord.Action | FieldWord.Rule | FieldWord.Rcode | FieldWord.Code | FieldWord.Answers | FieldWord.Direction;

    /// <summary>The strength for a field.</summary>
    public static int Of(MapKey key, FieldWord words)
    {
        if ((words & FieldWord.Foreign) != 0)
        {
            return 0;
        }
        return key.Word switch
        {
            "time" or "end" or "duration" => OfTimes(key.Word, words),
            "client" => OfAddress(words, FieldWord.Client, FieldWord.Server),
            "server" => OfAddress(words, FieldWord.Server, FieldWord.Client),
            "client_port" => OfPort(words, FieldWord.Client, FieldWord.Server),
            "server_port" => OfPort(words, FieldWord.Server, FieldWord.Client),
            "up_bytes" => OfCount(words, FieldWord.Bytes, FieldWord.Client | FieldWord.Up, FieldWord.Server | FieldWord.Down),
            "down_bytes" => OfCount(words, FieldWord.Bytes, FieldWord.Server | FieldWord.Down, FieldWord.Client | FieldWord.Up),
            "up_packets" => OfCount(words, FieldWord.Packets, FieldWord.Client | FieldWord.Up, FieldWord.Server | FieldWord.Down),
            "down_packets" => OfCount(words, FieldWord.Packets, FieldWord.Server | FieldWord.Down, FieldWord.Client | FieldWord.Up),
            "translated_client" or "translated_client_port" or "translated_server" or "translated_server_port" => OfTranslated(key.Word, words),
            _ => OfMessage(key.Word, words) ?? OfFirewall(key.Word, words),
        };
    }

    static bool Has(FieldWord words, FieldWord all) => (words & all) == all;

    static bool HasAny(FieldWord words, FieldWord some) => (words & some) != 0;

    static int OfAddress(FieldWord words, FieldWord end, FieldWord other)
    {
        // "resp" is a responder beside an address and a response elsewhere.
        var isOther = Has(words, other) || HasAny(words, Things | FieldWord.Translated | FieldWord.Answers) || (HasAny(words, FieldWord.Response) && !Has(words, FieldWord.Server));
        return isOther ? 0 : Has(words, end | FieldWord.Address) ? 3 : Has(words, end) ? 2 : Has(words, FieldWord.Address) && !HasAny(words, FieldWord.Query | FieldWord.Up | FieldWord.Down) ? 1 : 0;
    }

    static int OfPort(FieldWord words, FieldWord end, FieldWord other) =>
        !Has(words, FieldWord.Port) || Has(words, other) || HasAny(words, FieldWord.Translated | FieldWord.Bytes | FieldWord.Packets | FieldWord.Type | FieldWord.Name) ? 0 : Has(words, end) ? 3 : 1;

    static int OfTranslated(string key, FieldWord words)
    {
        var end = key.Contains("client", StringComparison.Ordinal) ? FieldWord.Client : FieldWord.Server;
        var thing = key.EndsWith("port", StringComparison.Ordinal) ? FieldWord.Port : FieldWord.Address;
        return Has(words, FieldWord.Translated | end | thing) && (words & Ends) == end && (thing == FieldWord.Port || !Has(words, FieldWord.Port)) ? 3 : 0;
    }

    static int OfCount(FieldWord words, FieldWord what, FieldWord these, FieldWord others) =>
        !Has(words, what) || HasAny(words, FieldWord.Time | FieldWord.Type) || HasAny(words, others) && !(HasAny(words & these, FieldWord.Up | FieldWord.Down) && !HasAny(words & others, FieldWord.Up | FieldWord.Down)) ? 0
        : HasAny(words, these) ? 3 : HasAny(words, FieldWord.Query | FieldWord.Response | FieldWord.Dns) ? 0 : 1;

    static int OfTimes(string key, FieldWord words)
    {
        var isLate = HasAny(words, FieldWord.Late | FieldWord.Down) ? 1 : 0;
        if (HasAny(words, FieldWord.Bytes | FieldWord.Packets | FieldWord.Code | FieldWord.Rcode | FieldWord.Address | FieldWord.Port | FieldWord.Name | FieldWord.Domain | FieldWord.Rule | FieldWord.Action))
        {
            return 0;
        }
        return key switch
        {
            "duration" => HasAny(words, FieldWord.Duration) ? 3 : Has(words, FieldWord.Time | FieldWord.Response) ? 1 : 0,
            "end" => HasAny(words, FieldWord.Duration | FieldWord.Start) ? 0 : Has(words, FieldWord.End | FieldWord.Time) ? 3 - isLate : HasAny(words, FieldWord.End) ? 2 - isLate : 0,
            _ => HasAny(words, FieldWord.Duration | FieldWord.End | FieldWord.Response) ? 0 : HasAny(words, FieldWord.Time) ? 3 - isLate : HasAny(words, FieldWord.Start) ? 2 : isLate,
        };
    }

    static int? OfMessage(string key, FieldWord words) => key switch
    {
        "name" => OfName(words),
        "type" => OfType(words),
        "rcode" => OfRcode(words),
        "answers" => OfAnswers(words),
        "direction" => OfDirection(words),
        "id" => Has(words, FieldWord.Id) && HasAny(words, FieldWord.Message | FieldWord.Query | FieldWord.Dns) && !HasAny(words, Ends | FieldWord.Address) ? 3 : 0,
        "bytes" => !Has(words, FieldWord.Bytes) || HasAny(words, FieldWord.Up | FieldWord.Down | FieldWord.Client) ? 0 : HasAny(words, FieldWord.Response | FieldWord.Answers) ? 3 : HasAny(words, FieldWord.Dns | FieldWord.Message) ? 2 : 1,
        _ => null,
    };

    static int OfType(FieldWord words) => !Has(words, FieldWord.Type) || HasAny(words, FieldWord.Response | FieldWord.Answers | FieldWord.Message | Ends) ? 0
        : HasAny(words, FieldWord.Query | FieldWord.Record | FieldWord.Dns) ? 3 : 1;

    static int OfRcode(FieldWord words) => HasAny(words, FieldWord.Client | FieldWord.Time | FieldWord.Bytes | FieldWord.Type) ? 0
        : Has(words, FieldWord.Rcode) || Has(words, FieldWord.Response | FieldWord.Code) ? 3 : HasAny(words, FieldWord.Response | FieldWord.Code) && !HasAny(words, FieldWord.Address) ? 1 : 0;

    static int OfAnswers(FieldWord words) =>
        HasAny(words, FieldWord.Code | FieldWord.Rcode | FieldWord.Time | FieldWord.Bytes | FieldWord.Type | FieldWord.Client | FieldWord.Rule) ? 0
        : HasAny(words, FieldWord.Answers) ? 3 : Has(words, FieldWord.Response) && !Has(words, FieldWord.Server | FieldWord.Address) ? 2 : 0;

    static int OfDirection(FieldWord words) => Has(words, FieldWord.Direction) ? 3
        : Has(words, FieldWord.Type) && HasAny(words, FieldWord.Message | FieldWord.Query | FieldWord.Dns) ? 2 : HasAny(words, FieldWord.Type | FieldWord.Query | FieldWord.Message) ? 1 : 0;

    static int OfName(FieldWord words)
    {
        var isOther = HasAny(words, FieldWord.Response | FieldWord.Answers | FieldWord.Rule | FieldWord.Type | FieldWord.Time | FieldWord.Id | FieldWord.Code | FieldWord.Rcode | FieldWord.Port | FieldWord.Address | FieldWord.Bytes
            | FieldWord.Client | FieldWord.Protocol);
        var isNamed = HasAny(words, FieldWord.Domain | FieldWord.Name);
        return isOther ? 0 : Has(words, FieldWord.Server) ? (isNamed ? 1 : 0)
            : HasAny(words, FieldWord.Query | FieldWord.Record | FieldWord.Dns) && (isNamed || Has(words, FieldWord.Query)) ? 3 : Has(words, FieldWord.Domain) ? 2 : isNamed ? 1 : 0;
    }

    static int OfFirewall(string key, FieldWord words) => key switch
    {
        "protocol" or "transport" => HasAny(words, FieldWord.Protocol) && !HasAny(words, FieldWord.Bytes | FieldWord.Code) ? 3 : 0,
        "action" => Has(words, FieldWord.Action) && !HasAny(words, FieldWord.Rule) ? 3 : Has(words, FieldWord.Code) ? 1 : 0,
        "rule" => Has(words, FieldWord.Rule) && !HasAny(words, FieldWord.Action | FieldWord.Time | FieldWord.Type) ? 3 : 0,
        _ => 0,
    };
}
