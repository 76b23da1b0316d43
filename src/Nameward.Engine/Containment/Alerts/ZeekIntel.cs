using Nameward.Engine.Cases.Alerting;
using Nameward.Engine.Cases.Blocks;

namespace Nameward.Engine.Containment.Alerts;

/// <summary>
/// Zeek 6 and later (docs.zeek.org, "Intelligence Framework"): a file of values with tabs between its columns, and a script that shows the framework what it would not see by itself: zones above the
/// names that are asked for, name servers in answers, and servers that are spoken to by UDP.
/// </summary>
sealed class ZeekIntel : IContainmentTarget
{
    /// <inheritdoc/>
    public string Id => "zeek-intel";

    /// <inheritdoc/>
    public string Product => "Zeek 6 and later, Intelligence Framework";

    /// <inheritdoc/>
    public PackOwner Owner => PackOwner.Soc;

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var leftOut = new List<(Block, string)>();
        var label = document.Label;
        var text = new PackText(document, "#").Head("values for the Intelligence Framework").Line("#fields\tindicator\tindicator_type\tmeta.source\tmeta.desc\tmeta.do_notice");
        foreach (var rule in AlertPack.Of(document))
        {
            switch (rule.Condition)
            {
                case QueryBelow or AnswerNames when AlertPack.NameOf(rule.Condition) is { } name:
                    Value(name, "Intel::DOMAIN");
                    break;
                case QueryBelow or AnswerNames:
                    AlertPack.LeaveOut(rule, PlainName.Why, leftOut, text);
                    break;
                case AnswerIs leads:
                    Value($"{leads.Address}", "Intel::ADDR");
                    break;
                case SpeaksTo speaks:
                    Value($"{speaks.Server}", "Intel::ADDR");
                    break;
                default:
                    AlertPack.LeaveOut(rule, AlertPack.CountsNothing, leftOut, text);
                    break;
            }

            void Value(string indicator, string type) => text.Explain(rule).Line($"{indicator}\t{type}\t{label}\t{rule.Name} {rule.Level}, {AlertPack.Proof(rule)}\tT");
        }
        return new(Id, Product, [text.As($"{label}.intel"), Script(document).As($"{label}.zeek")],
            [
                new(PackStage.Log, $"Copy both files to Zeek's site folder and add to local.zeek: @load ./{label}. Hits stand in intel.log, and as Intel::Notice in notice.log.", "zeekctl check && zeekctl deploy"),
                new(PackStage.Apply, "Let Intel::Notice reach people (Notice::policy). Zeek blocks nothing."),
                new(PackStage.Verify, $"Ask for a name of ours from a host that Zeek sees: it must stand in intel.log. Do not ask for a name of the adversary.", $"nslookup {Canary.NameOf(document)}"),
                new(PackStage.Rollback, $"Take the line out of local.zeek, and delete both files.", $"rm {label}.intel {label}.zeek && zeekctl deploy"),
            ],
            [.. leftOut]);
    }

    static PackText Script(ContainDocument document) => new PackText(document, "#").Head("loads the values, and shows them to the framework where it does not look by itself").Lines(
        "@load policy/frameworks/intel/seen",
        "@load policy/frameworks/intel/do_notice",
        "",
        $"redef Intel::read_files += {{ @DIR + \"/{document.Label}.intel\" }};",
        "",
        "event dns_request(c: connection, msg: dns_msg, query: string, qtype: count, qclass: count)",
        "\t{",
        "\tlocal name = query;",
        "\twhile ( /[.]/ in name )",
        "\t\t{",
        "\t\tname = sub(name, /^[^.]*[.]/, \"\");",
        "\t\tIntel::seen(Intel::Seen($indicator=name, $indicator_type=Intel::DOMAIN, $conn=c, $where=DNS::IN_REQUEST));",
        "\t\t}",
        "\t}",
        "",
        "event dns_NS_reply(c: connection, msg: dns_msg, ans: dns_answer, name: string)",
        "\t{",
        "\tIntel::seen(Intel::Seen($indicator=name, $indicator_type=Intel::DOMAIN, $conn=c, $where=DNS::IN_RESPONSE));",
        "\t}",
        "",
        "event new_connection(c: connection)",
        "\t{",
        "\tif ( get_port_transport_proto(c$id$resp_p) == udp )",
        "\t\tIntel::seen(Intel::Seen($host=c$id$resp_h, $conn=c, $where=Conn::IN_RESP));",
        "\t}");
}
