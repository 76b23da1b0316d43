using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Nameward.Engine.Cases.Alerting;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Containment.Alerts;

/// <summary>
/// Suricata 7 (docs.suricata.io, "DNS Keywords", "Payload Keywords", "Transformations"). Every byte of a name has a notation between bars, so that any name can be written. Numbers of rules (sid) are made
/// of their ids, among those that are kept for local rules (1,000,000 to 1,999,999, sidallocation.org), and stay the same; the revision is the serial number.
/// </summary>
sealed class SuricataRules : IContainmentTarget
{
    const int FirstSid = 1_000_000, Sids = 1_000_000;

    /// <inheritdoc/>
    public string Id => "suricata";

    /// <inheritdoc/>
    public string Product => "Suricata 7";

    /// <inheritdoc/>
    public PackOwner Owner => PackOwner.Soc;

    /// <inheritdoc/>
    public TargetPack Write(ContainDocument document)
    {
        var (leftOut, taken) = (new List<(Block, string)>(), new HashSet<int>());
        var text = new PackText(document, "#").Head("rules that alert");
        foreach (var rule in AlertPack.Of(document))
        {
            if (WhyNot(rule) is { } why)
            {
                AlertPack.LeaveOut(rule, why, leftOut, text);
                continue;
            }
            var (head, options) = Of(rule.Condition);
            text.Explain(rule).Line(string.Create(CultureInfo.InvariantCulture,
                $"alert {head} (msg:\"{document.Label} {rule.Name} {AlertPack.Title(rule)}\"; {options} classtype:{(rule.Block is null ? "bad-unknown" : "trojan-activity")}; sid:{Sid(rule.Id, taken)}; rev:{document.Serial}; metadata:{Metadata(document, rule)};)"));
        }
        var label = document.Label;
        return new(Id, Product, [text.As($"{label}.rules")],
            [
                new(PackStage.Log, $"Copy {label}.rules to the other rule files and name it under rule-files of suricata.yaml. Its rules alert, and drop nothing. Should a sid be in use already, change it."),
                new(PackStage.Log, "Check and load it.", "suricata -T && suricatasc -c reload-rules"),
                new(PackStage.Apply, "Send its alerts where people see them."),
                new(PackStage.Verify, "Ask for a name of ours from a host that Suricata sees: the rule canary-1 must alert. Do not ask for a name of the adversary.", $"nslookup {Canary.NameOf(document)}"),
                new(PackStage.Rollback, $"Take the file out of suricata.yaml, and delete it.", $"rm {label}.rules && suricatasc -c reload-rules"),
            ],
            [.. leftOut]);
    }

    static string? WhyNot(AlertRule rule) => rule switch
    {
        { Condition: AnswerNames } => "Suricata 7 has no buffer for answers, and names in packets are compressed (RFC 1035 section 4.1.4)",
        { Condition: LongText } => "Suricata 7 has no buffer for answers",
        { Condition: ManyNames, Count.IsQuietByQueries: false } => "Suricata 7 counts queries of any type, not different names of one, and by these others do the same",
        _ => null,
    };

    static (string Head, string Options) Of(AlertCondition condition) => condition switch
    {
        QueryBelow below => ("dns any any -> any any", $"dns.query; dotprefix; content:\"{Content(below.Zone)}\"; nocase; endswith;"),
        AnswerIs leads => ("udp any 53 -> any any", $"content:\"|{RecordData(leads.Address)}|\";"),
        SpeaksTo speaks => ($"ip any any -> {Bracketed(speaks.Server)} any", "threshold:type limit, track by_src, count 1, seconds 3600;"),
        AsksUnapproved unapproved => ($"dns {From(unapproved)} any -> ![{Addresses(unapproved.Approved)}] {AsksUnapproved.Port}", "flow:to_server; threshold:type limit, track by_src, count 1, seconds 3600;"),
        ManyNames many => ("dns any any -> any any", string.Create(CultureInfo.InvariantCulture, $"dns.query; pcre:\"/{many.Form.Pattern}/i\"; threshold:type both, track by_src, count {many.Names}, seconds 3600;")),
        _ => ($"dns any any -> any ![{string.Join(',', AsksOtherPort.Usual)}]", "flow:to_server; threshold:type limit, track by_src, count 1, seconds 3600;"),
    };

    static string From(AsksUnapproved condition) => condition.Networks.IsEmpty ? $"![{Addresses(condition.Approved)}]" : $"[{Addresses(condition.Networks)},{string.Join(',', condition.Approved.Select(network => $"!{network}"))}]";

    static string Addresses(ImmutableArray<Network> networks) => string.Join(',', networks.Select(network => $"{network}"));

    static string Bracketed(Address address) => address.IsV4 ? $"{address}" : $"[{address}]";

    /// <summary>A name as the buffer shows it, with dots and without its end, and a dot before it.</summary>
    static string Content(ImmutableArray<byte> zone)
    {
        var text = new System.Text.StringBuilder();
        for (var at = 0; at < zone.Length && zone[at] != 0; at += zone[at] + 1)
        {
            text.Append('.').Append(string.Concat(zone.AsSpan().Slice(at + 1, zone[at]).ToArray().Select(Written)));
        }
        return text.Replace("||", " ").ToString();
    }

    static string Written(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'_' ? ((char)b).ToString() : string.Create(CultureInfo.InvariantCulture, $"|{b:X2}|");

    /// <summary>Length and data of a record as they stand in a packet (RFC 1035 section 4.1.3).</summary>
    static string RecordData(Address address)
    {
        var data = IPAddress.Parse($"{address}").GetAddressBytes();
        return string.Join(' ', data.Prepend((byte)data.Length).Prepend((byte)0).Select(b => b.ToString("X2", CultureInfo.InvariantCulture)));
    }

    static string Metadata(ContainDocument document, AlertRule rule) =>
        string.Join(", ", [$"label {document.Label}", $"rule {rule.Name}", $"kind {AlertPack.Kind(rule)}", $"level {rule.Level}", .. rule.Techniques.Select(technique => $"mitre_technique_id {technique}")]);

    static int Sid(Guid id, HashSet<int> taken)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var sid = FirstSid + (int)(BinaryPrimitives.ReadUInt32BigEndian(bytes) % Sids);
        while (!taken.Add(sid))
        {
            sid = FirstSid + (sid + 1 - FirstSid) % Sids;
        }
        return sid;
    }
}
