using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The activity log of Azure where it tells of DNS zones, private zones, forwarding rules, the DNS servers of virtual networks, and security rules that let DNS through: records of
/// a diagnostic setting, or the table AzureActivity. An operation writes one record when it begins and one when it ends; the last one counts.
/// </summary>
public sealed class AzureActivity : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "azure-activity",
        Number = 102,
        Title = "Azure activity log",
        Source = "https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema, https://learn.microsoft.com/azure/role-based-access-control/permissions/networking; 2024",
        Positions = PositionKind.ByteOffset,
        Kind = "configuration changes",
        Tier = 2,
        Carries = Carries.Changes | Carries.Times,
        Lacks = ["the value before a change", "the value after a change, where the record has no body of the response", "changes of services other than Microsoft.Network"],
        Unproven = "no real record was to be had: written by the documentation of the log and of the interfaces",
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        const LogField Operation = LogField.Action, Result = LogField.First, Path = LogField.Second, Body = LogField.Third;

        static readonly FieldTable Fields = new(
            ("time", LogField.Time), ("TimeGenerated", LogField.Time), ("TimeGenerated [UTC]", LogField.Time), ("TimeGenerated [Local Time]", AzureTimes.LocalTime),
            ("eventTimestamp", LogField.Time), ("operationName", Operation), ("OperationNameValue", Operation), ("operationName.value", Operation), ("resultType", Result),
            ("ActivityStatusValue", Result), ("status.value", Result), ("resourceId", Path), ("_ResourceId", Path), ("ResourceId", Path), ("caller", LogField.User), ("Caller", LogField.User),
            ("identity.claims.http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn", LogField.User), ("identity.authorization.evidence.principalId", LogField.User),
            ("properties.responseBody", Body), ("properties.requestbody", Body), ("properties", Body), ("Properties", Body));

        static readonly byte[][] Data =
            [.. "ipv4Address ipv6Address cname nsdname ptrdname exchange target value".Split(' ').Select(Encoding.ASCII.GetBytes)];

        readonly StatementRow _row = new();
        readonly JsonPicks _picks = new();
        byte[] _body = [];

        public override FieldTable Table => Fields;

        public override LogStamp StampOf(FieldValues fields) => AzureTimes.StampOf(fields, Dates);

        public override bool IsMine(FieldValues fields) =>
            fields.Has(Result) && fields.Has(Path) && (IsChange(fields[Operation]) || EndsWith(fields[Operation], "/action"u8));

        public override bool IsHeader(FieldValues columns) => columns.Has(Operation) && columns.Has(Result) && columns.Has(Path) && columns.Has(LogField.User);

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            if (!IsChange(fields[Operation]) || ActOf(fields) is not { } act)
            {
                return LineResult.Ignored;
            }
            _row.Begin(time);
            var rest = Behind(fields[Path], "subscriptions"u8);
            _row.Host = _row.KeepLower(TextWords.TakeUntil(ref rest, (byte)'/'));
            _row.Actor = _row.Keep(fields[LogField.User]);
            Add(act, fields[Operation], fields[Path], BodyOf(fields));
            return _row.Finish(offset, rows);
        }

        static bool IsChange(ReadOnlySpan<byte> operation) => EndsWith(operation, "/write"u8) || EndsWith(operation, "/delete"u8);

        /// <summary>What was done; null where it only began.</summary>
        static ConfigurationAct? ActOf(FieldValues fields)
        {
            var result = fields[Result];
            return StartsWith(result, "Succe"u8) ? EndsWith(fields[Operation], "/delete"u8) ? ConfigurationAct.Removed : ConfigurationAct.Set
                : StartsWith(result, "Fail"u8) ? ConfigurationAct.Refused : null;
        }

        /// <summary>The body of the response, or of the request: JSON in a string, which may stand in another such string.</summary>
        ReadOnlySpan<byte> BodyOf(FieldValues fields)
        {
            var body = fields.Kind(Body) == JsonKind.Object ? fields.Written(Body) : fields[Body];
            var inner = _picks.Text(body, Bodies);
            if (inner.IsEmpty)
            {
                return body;
            }
            _body = _body.Length < inner.Length ? new byte[inner.Length] : _body;
            inner.CopyTo(_body);
            return _body.AsSpan(0, inner.Length);
        }

        static readonly byte[][] Bodies = [[.. "responseBody"u8], [.. "requestbody"u8]];

        void Add(ConfigurationAct act, ReadOnlySpan<byte> operation, ReadOnlySpan<byte> path, ReadOnlySpan<byte> body)
        {
            var isPrivate = Holds(operation, "/privateDnsZones/"u8);
            if (isPrivate || Holds(operation, "/dnsZones/"u8))
            {
                AddZone(act, operation, path, body, isPrivate ? "privateDnsZones"u8 : "dnsZones"u8);
            }
            else if (Holds(operation, "/forwardingRules/"u8))
            {
                AddRule(act, path, body);
            }
            else if (Holds(operation, "/dnsResolverPolicies/"u8) || Holds(operation, "/dnsResolverDomainLists/"u8))
            {
                _row.Add(ConfigurationKind.Policy, act, _row.KeepLower(LastOf(path)), _row.Keep(operation), default);
            }
            else if (Holds(operation, "/virtualNetworks/write"u8) && JsonPicks.Part(body, "dnsServers"u8) is { IsEmpty: false } servers)
            {
                var start = _row.Start;
                _picks.AppendAll(_row, servers, [], start);
                var value = _row.Since(start);
                _row.Add(ConfigurationKind.AnnouncedServers, act, _row.KeepLower(LastOf(path)), _row.Keep("dnsServers"u8), value);
            }
            else if (Holds(operation, "/securityRules/"u8) && (act == ConfigurationAct.Removed || OpensDns(body)))
            {
                AddSecurityRule(act, path, body);
            }
        }

        /// <summary>Adds a zone, or the record set of one: <c>.../dnsZones/ZONE/A/NAME</c>.</summary>
        void AddZone(ConfigurationAct act, ReadOnlySpan<byte> operation, ReadOnlySpan<byte> path, ReadOnlySpan<byte> body, ReadOnlySpan<byte> collection)
        {
            var rest = Behind(path, collection);
            var zone = TextWords.TakeUntil(ref rest, (byte)'/');
            var type = TextWords.TakeUntil(ref rest, (byte)'/');
            if (type.IsEmpty)
            {
                var isRemoved = EndsWith(operation, "/delete"u8);
                _row.Add(ConfigurationKind.Zone, act, _row.KeepName(zone), isRemoved ? default : _row.Keep("type"u8), isRemoved ? default : _row.Keep("primary"u8));
                return;
            }
            if (DnsWords.Type(type) == 0)
            {
                // Links of a private zone to networks, and the like.
                _row.Add(ConfigurationKind.Zone, act, _row.KeepName(zone), _row.Keep(operation), _row.Keep(LastOf(path)));
                return;
            }
            var of = _row.KeepName(LastOf(path), zone);
            var start = _row.Start;
            foreach (var member in Data)
            {
                _picks.AppendAll(_row, body, member, start, CloudStatements.IsName(type));
            }
            _row.AddRecord(act, of, type, _row.Since(start));
        }

        void AddRule(ConfigurationAct act, ReadOnlySpan<byte> path, ReadOnlySpan<byte> body)
        {
            var domain = _picks.Text(body, "domainName"u8);
            var of = _row.KeepName(domain.IsEmpty ? LastOf(path) : domain);
            var start = _row.Start;
            _picks.AppendAll(_row, JsonPicks.Part(body, "targetDnsServers"u8), "ipAddress"u8, start);
            var value = _row.Since(start);
            _row.Add(ConfigurationKind.Forwarders, act, of, _row.Keep("targetDnsServers"u8), value);
        }

        void AddSecurityRule(ConfigurationAct act, ReadOnlySpan<byte> path, ReadOnlySpan<byte> body)
        {
            var start = _row.Start;
            _picks.AppendAll(_row, body, "sourceAddressPrefix"u8, start);
            _picks.AppendAll(_row, body, "sourceAddressPrefixes"u8, start);
            var value = _row.Since(start);
            _row.Add(ConfigurationKind.Firewall, act, _row.KeepLower(LastOf(path)), _row.Keep("securityRules"u8), value);
        }

        bool OpensDns(ReadOnlySpan<byte> body)
        {
            if (!Ascii.EqualsIgnoreCase(_picks.Text(body, "access"u8), "Allow"u8))
            {
                return false;
            }
            var list = JsonPicks.Part(body, "destinationPortRanges"u8);
            var scanner = new JsonScanner(list);
            scanner.TryBegin((byte)'[');
            while (scanner.TryItem(out var item))
            {
                if (CloudStatements.HoldsDns(item.In(list)))
                {
                    return true;
                }
            }
            return CloudStatements.HoldsDns(JsonPicks.Part(body, "destinationPortRange"u8));
        }

        /// <summary>What stands in a path behind a part of it, in any case; empty where there is none.</summary>
        static ReadOnlySpan<byte> Behind(ReadOnlySpan<byte> path, ReadOnlySpan<byte> part)
        {
            while (!path.IsEmpty)
            {
                if (Ascii.EqualsIgnoreCase(TextWords.TakeUntil(ref path, (byte)'/'), part))
                {
                    return path;
                }
            }
            return [];
        }

        static ReadOnlySpan<byte> LastOf(ReadOnlySpan<byte> path) => path[(path.LastIndexOf((byte)'/') + 1)..];

        static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> with) => text.Length >= with.Length && Ascii.EqualsIgnoreCase(text[..with.Length], with);

        static bool EndsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> with) => text.Length >= with.Length && Ascii.EqualsIgnoreCase(text[^with.Length..], with);

        static bool Holds(ReadOnlySpan<byte> text, ReadOnlySpan<byte> part)
        {
            for (var at = 0; at + part.Length <= text.Length; at++)
            {
                if (Ascii.EqualsIgnoreCase(text.Slice(at, part.Length), part))
                {
                    return true;
                }
            }
            return false;
        }
    }
}
