using System.Collections.Frozen;
using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The admin activity of Google Cloud's audit logs that changes zones, records and policies of Cloud DNS, or firewalls that let DNS through: JSON of Cloud Logging, one entry a line
/// or in a list.
/// </summary>
public sealed class GcpAudit : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "gcp-audit",
        Number = 101,
        Title = "Google Cloud audit log",
        Source = "https://cloud.google.com/logging/docs/reference/audit/auditlog/rest/Shared.Types/AuditLog and https://cloud.google.com/dns/docs/audit-logging; API v1",
        Positions = PositionKind.ByteOffset,
        Kind = "configuration changes",
        Tier = 2,
        Carries = Carries.Changes | Carries.Times,
        Lacks = ["the value before a change, but of deleted records", "changes of services other than Cloud DNS and the firewalls of Compute Engine"],
        Unproven = "real entries were to be had of other services alone: those of Cloud DNS were written by the documentation of its interface",
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        const LogField Service = LogField.Kind, Method = LogField.Action, Status = LogField.First, Request = LogField.Second, Project = LogField.Third, Resource = LogField.Fourth;

        static readonly FieldTable Fields = new(
            ("timestamp", LogField.Time), ("protoPayload.serviceName", Service), ("protoPayload.methodName", Method), ("protoPayload.status.code", Status),
            ("protoPayload.authenticationInfo.principalEmail", LogField.User), ("protoPayload.request", Request), ("protoPayload.resourceName", Resource),
            ("resource.labels.project_id", Project));

        static readonly FrozenDictionary<string, CloudAction> Actions = new Dictionary<string, CloudAction>
        {
            ["dns.changes.create"] = CloudAction.Of(ConfigurationKind.Record, ConfigurationAct.Set, form: CloudForm.Records),
            ["dns.resourceRecordSets.create"] = CloudAction.Of(ConfigurationKind.Record, ConfigurationAct.Added),
            ["dns.resourceRecordSets.patch"] = CloudAction.Of(ConfigurationKind.Record, ConfigurationAct.Set),
            ["dns.resourceRecordSets.delete"] = CloudAction.Of(ConfigurationKind.Record, ConfigurationAct.Removed),
            ["dns.managedZones.create"] = CloudAction.Of(ConfigurationKind.Zone, ConfigurationAct.Added, "dnsName|name", form: CloudForm.Zone),
            ["dns.managedZones.patch"] = CloudAction.Of(ConfigurationKind.Zone, ConfigurationAct.Set, "dnsName|name", form: CloudForm.Zone),
            ["dns.managedZones.update"] = CloudAction.Of(ConfigurationKind.Zone, ConfigurationAct.Set, "dnsName|name", form: CloudForm.Zone),
            ["dns.managedZones.delete"] = CloudAction.Of(ConfigurationKind.Zone, ConfigurationAct.Removed),
            ["dns.policies.create"] = CloudAction.Of(ConfigurationKind.Policy, ConfigurationAct.Added, "name"),
            ["dns.policies.patch"] = CloudAction.Of(ConfigurationKind.Policy, ConfigurationAct.Set, "name"),
            ["dns.policies.update"] = CloudAction.Of(ConfigurationKind.Policy, ConfigurationAct.Set, "name"),
            ["dns.policies.delete"] = CloudAction.Of(ConfigurationKind.Policy, ConfigurationAct.Removed),
            ["dns.responsePolicies.create"] = CloudAction.Of(ConfigurationKind.Policy, ConfigurationAct.Added, "responsePolicyName"),
            ["dns.responsePolicies.patch"] = CloudAction.Of(ConfigurationKind.Policy, ConfigurationAct.Set, "responsePolicyName"),
            ["dns.responsePolicies.delete"] = CloudAction.Of(ConfigurationKind.Policy, ConfigurationAct.Removed),
            ["dns.responsePolicyRules.create"] = CloudAction.Of(ConfigurationKind.Policy, ConfigurationAct.Added, "dnsName|ruleName", "rrdatas"),
            ["dns.responsePolicyRules.patch"] = CloudAction.Of(ConfigurationKind.Policy, ConfigurationAct.Set, "dnsName|ruleName", "rrdatas"),
            ["dns.responsePolicyRules.delete"] = CloudAction.Of(ConfigurationKind.Policy, ConfigurationAct.Removed),
            ["compute.firewalls.insert"] = CloudAction.Of(ConfigurationKind.Firewall, ConfigurationAct.Added, "name", form: CloudForm.Firewall),
            ["compute.firewalls.patch"] = CloudAction.Of(ConfigurationKind.Firewall, ConfigurationAct.Set, "name", form: CloudForm.Firewall),
            ["compute.firewalls.update"] = CloudAction.Of(ConfigurationKind.Firewall, ConfigurationAct.Set, "name", form: CloudForm.Firewall),
        }.ToFrozenDictionary(StringComparer.Ordinal);

        static readonly FrozenDictionary<string, CloudAction>.AlternateLookup<ReadOnlySpan<char>> ByText = Actions.GetAlternateLookup<ReadOnlySpan<char>>();

        readonly StatementRow _row = new();
        readonly JsonPicks _picks = new();

        public override FieldTable Table => Fields;

        public override bool IsMine(FieldValues fields) => fields.Has(LogField.Time) && fields.Has(Service) && fields.Has(Method);

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            if (Find(fields[Method]) is not { } action)
            {
                return LineResult.Ignored;
            }
            _row.Begin(time);
            _row.Host = _row.Keep(fields[Project]);
            _row.Actor = _row.Keep(fields[LogField.User]);
            var act = fields[Status] is [] or [(byte)'0'] ? action.Act : ConfigurationAct.Refused;
            Add(action, act, fields);
            return _row.Finish(offset, rows);
        }

        /// <summary>Methods of Compute Engine have the version of the interface in front: <c>v1.compute.firewalls.insert</c>.</summary>
        static CloudAction? Find(ReadOnlySpan<byte> method)
        {
            var compute = method.IndexOf("compute."u8);
            method = compute > 0 ? method[compute..] : method;
            Span<char> text = stackalloc char[64];
            return method.Length <= text.Length && ByText.TryGetValue(text[..Encoding.Latin1.GetChars(method, text)], out var action) ? action : null;
        }

        void Add(CloudAction action, ConfigurationAct act, FieldValues fields)
        {
            var request = fields.Written(Request);
            if (action.Form == CloudForm.Records)
            {
                AddRecords(act == ConfigurationAct.Refused ? act : ConfigurationAct.Removed, JsonPicks.Part(request, "deletions"u8));
                AddRecords(act == ConfigurationAct.Refused ? act : ConfigurationAct.Added, JsonPicks.Part(request, "additions"u8));
            }
            else if (action.Kind == ConfigurationKind.Record)
            {
                AddRecord(act, request);
            }
            else if (action.Form == CloudForm.Firewall)
            {
                AddRule(action, act, request, fields[Method]);
            }
            else
            {
                AddPlain(action, act, fields, request);
            }
        }

        void AddPlain(CloudAction action, ConfigurationAct act, FieldValues fields, ReadOnlySpan<byte> request)
        {
            var named = _picks.Text(request, action.Object);
            var of = _row.KeepName(named.IsEmpty ? LastOf(fields[Resource]) : named);
            var start = _row.Start;
            _picks.AppendAll(_row, JsonPicks.Part(request, "targetNameServers"u8), "ipv4Address"u8, start);
            var servers = _row.Since(start);
            if (action.Form == CloudForm.Zone)
            {
                _row.Add(action.Kind, act, of, _row.Keep("type"u8), _row.Keep(servers.Length > 0 ? "forward"u8 : "primary"u8));
            }
            else
            {
                var value = _row.Start;
                _picks.AppendAll(_row, JsonPicks.Part(request, action.Value), [], value);
                var said = _row.Since(value);
                _row.Add(action.Kind, act, of, _row.Keep(fields[Method]), said);
            }
            if (servers.Length > 0)
            {
                // The servers of a policy are asked for every name.
                _row.Add(ConfigurationKind.Forwarders, act, action.Form == CloudForm.Zone ? of : _row.Keep("."u8), _row.Keep("targetNameServers"u8), servers);
            }
            if (JsonPicks.Part(request, "enableLogging"u8) is { IsEmpty: false } isLogging)
            {
                _row.Add(ConfigurationKind.Logging, act, of, _row.Keep("enableLogging"u8), _row.Keep(isLogging.SequenceEqual("true"u8) ? "yes"u8 : "none"u8));
            }
        }

        void AddRecords(ConfigurationAct act, ReadOnlySpan<byte> list)
        {
            var scanner = new JsonScanner(list);
            scanner.TryBegin((byte)'[');
            while (scanner.TryItem(out var item))
            {
                AddRecord(act, item.In(list));
            }
        }

        void AddRecord(ConfigurationAct act, ReadOnlySpan<byte> set)
        {
            var of = _row.KeepName(_picks.Text(set, "name"u8));
            var type = JsonPicks.Part(set, "type"u8);
            var start = _row.Start;
            _picks.AppendAll(_row, set, "rrdatas"u8, start, CloudStatements.IsName(type));
            _row.AddRecord(act, of, type, _row.Since(start));
        }

        void AddRule(CloudAction action, ConfigurationAct act, ReadOnlySpan<byte> request, ReadOnlySpan<byte> method)
        {
            var allowed = JsonPicks.Part(request, "alloweds"u8);
            var scanner = new JsonScanner(allowed);
            scanner.TryBegin((byte)'[');
            var isDns = false;
            while (scanner.TryItem(out var item))
            {
                isDns |= OpensDns(item.In(allowed));
            }
            if (isDns)
            {
                var of = _row.Keep(_picks.Text(request, action.Object));
                var start = _row.Start;
                _picks.AppendAll(_row, request, "sourceRanges"u8, start);
                _picks.AppendAll(_row, request, "destinationRanges"u8, start);
                var value = _row.Since(start);
                _row.Add(action.Kind, act, of, _row.Keep(method), value);
            }
        }

        /// <summary>Where no ports stand, all are meant.</summary>
        static bool OpensDns(ReadOnlySpan<byte> rule)
        {
            var ports = JsonPicks.Part(rule, "ports"u8);
            if (ports.IsEmpty)
            {
                return JsonPicks.Part(rule, "IPProtocol"u8) is var protocol && (Ascii.EqualsIgnoreCase(protocol, "udp"u8) || Ascii.EqualsIgnoreCase(protocol, "tcp"u8) || Ascii.EqualsIgnoreCase(protocol, "all"u8));
            }
            var scanner = new JsonScanner(ports);
            scanner.TryBegin((byte)'[');
            while (scanner.TryItem(out var port))
            {
                if (CloudStatements.HoldsDns(port.In(ports)))
                {
                    return true;
                }
            }
            return false;
        }

        static ReadOnlySpan<byte> LastOf(ReadOnlySpan<byte> path) => path[(path.LastIndexOf((byte)'/') + 1)..];
    }
}
