using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The management events of Amazon's CloudTrail that change zones of Route 53, its resolver, name servers of domains, options of DHCP, and rules of firewalls that let DNS
/// through: JSON of the trail's files (<c>Records</c>), or one event a line.
/// </summary>
public sealed class AwsCloudTrail : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "aws-cloudtrail",
        Number = 100,
        Title = "AWS CloudTrail events",
        Source = "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html; versions 1.05 to 1.11",
        Positions = PositionKind.ByteOffset,
        Kind = "configuration changes",
        Tier = 2,
        Carries = Carries.Changes | Carries.Times,
        Lacks = ["the value before a change", "names of zones of which the request has the id alone", "changes of services other than Route 53 and EC2"],
        Unproven = "no real event was to be had: written by the documentation of the record and of the interfaces",
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        const LogField Source = LogField.Kind, Name = LogField.Action, Error = LogField.First, Parameters = LogField.Second, Account = LogField.Third;

        static readonly FieldTable Fields = new(
            ("eventTime", LogField.Time), ("eventSource", Source), ("eventName", Name), ("errorCode", Error), ("userIdentity.arn", LogField.User),
            ("userIdentity.userName", LogField.User), ("userIdentity.invokedBy", LogField.User), ("requestParameters", Parameters), ("recipientAccountId", Account));

        /// <summary>More than any name has, escapes undone.</summary>
        const int LongestName = 512;

        readonly StatementRow _row = new();
        readonly JsonPicks _picks = new();

        public override FieldTable Table => Fields;

        public override bool IsMine(FieldValues fields) => fields.Has(LogField.Time) && fields.Has(Source) && fields.Has(Name);

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            if (AwsActions.Find(fields[Source], fields[Name]) is not { } action)
            {
                return LineResult.Ignored;
            }
            _row.Begin(time);
            _row.Host = _row.Keep(fields[Account]);
            _row.Actor = _row.Keep(fields[LogField.User]);
            var act = fields[Error].IsEmpty ? action.Act : ConfigurationAct.Refused;
            Add(action, act, fields.Written(Parameters), fields[Name]);
            return _row.Finish(offset, rows);
        }

        void Add(CloudAction action, ConfigurationAct act, ReadOnlySpan<byte> request, ReadOnlySpan<byte> name)
        {
            switch (action.Form)
            {
                case CloudForm.Records:
                    AddRecords(act, JsonPicks.Part(request, "changes"u8));
                    break;
                case CloudForm.Firewall:
                    AddRules(action, act, request, name);
                    break;
                case CloudForm.Dhcp:
                    AddOptions(action, act, request, name);
                    break;
                default:
                    AddPlain(action, act, request, name);
                    break;
            }
        }

        void AddPlain(CloudAction action, ConfigurationAct act, ReadOnlySpan<byte> request, ReadOnlySpan<byte> name)
        {
            var of = KeepObject(_picks.Text(request, action.Object));
            if (action.Form == CloudForm.Switch)
            {
                var isOn = action.Value.Length > 0 ? Ascii.EqualsIgnoreCase(_picks.Text(request, action.Value), "ENABLE"u8) : name.StartsWith("Enable"u8);
                _row.Add(action.Kind, act, of, _row.Keep(name), _row.Keep(isOn ? "yes"u8 : "no"u8));
                return;
            }
            if (action.Form == CloudForm.Zone)
            {
                _row.Add(action.Kind, act, of, _row.Keep("type"u8), _row.Keep("primary"u8));
                return;
            }
            var start = _row.Start;
            if (action.Kind == ConfigurationKind.Forwarders)
            {
                AppendEnds(JsonPicks.Part(request, action.Value), start);
            }
            else if (action.Value.Length > 0)
            {
                _picks.AppendAll(_row, request, action.Value, start, isName: action.Form == CloudForm.Names);
            }
            var value = _row.Since(start);
            _row.Add(action.Kind, act, of, _row.Keep(name), value);
        }

        /// <summary>Numbers of zones and rules stand as they are; what has a dot is a name.</summary>
        Slice KeepObject(ReadOnlySpan<byte> text) => text.Contains((byte)'.') ? _row.KeepName(text) : _row.Keep(text);

        /// <summary>Keeps the name of a record, in which <c>\NNN</c> is a byte in octal digits (Route 53 Developer Guide, DNS domain name format): <c>\052</c> is an asterisk.</summary>
        Slice KeepOctalName(ReadOnlySpan<byte> name)
        {
            Span<byte> plain = stackalloc byte[LongestName];
            var length = 0;
            for (var at = 0; at < name.Length && length < plain.Length; length++)
            {
                var isEscape = name[at] == '\\' && name.Length >= at + 4 && !name.Slice(at + 1, 3).ContainsAnyExceptInRange((byte)'0', (byte)'7');
                plain[length] = isEscape ? (byte)((name[at + 1] - '0') * 64 + (name[at + 2] - '0') * 8 + name[at + 3] - '0') : name[at];
                at += isEscape ? 4 : 1;
            }
            return _row.KeepName(plain[..length]);
        }

        /// <summary>Appends servers as <c>address</c> or <c>address#port</c>.</summary>
        void AppendEnds(ReadOnlySpan<byte> list, int start)
        {
            var scanner = new JsonScanner(list);
            scanner.TryBegin((byte)'[');
            while (scanner.TryItem(out var item))
            {
                _row.AppendComma(start);
                _row.Append(_picks.Text(item.In(list), Ips));
                if (_picks.Text(item.In(list), "port"u8) is { IsEmpty: false } port && !port.SequenceEqual("53"u8))
                {
                    _row.Append((byte)'#');
                    _row.Append(port);
                }
            }
        }

        static readonly byte[][] Ips = [[.. "ip"u8], [.. "ipv6"u8]];

        void AddRecords(ConfigurationAct act, ReadOnlySpan<byte> changes)
        {
            var scanner = new JsonScanner(changes);
            scanner.TryBegin((byte)'[');
            while (scanner.TryItem(out var item))
            {
                var change = item.In(changes);
                var done = act == ConfigurationAct.Refused ? act : ActOf(_picks.Text(change, "action"u8));
                var set = JsonPicks.Part(change, "resourceRecordSet"u8);
                var of = KeepOctalName(_picks.Text(set, "name"u8));
                var type = JsonPicks.Part(set, "type"u8);
                var start = _row.Start;
                _picks.AppendAll(_row, JsonPicks.Part(set, "resourceRecords"u8), "value"u8, start, CloudStatements.IsName(type));
                _picks.AppendAll(_row, JsonPicks.Part(set, "aliasTarget"u8), "dNSName"u8, start, isName: true);
                _row.AddRecord(done, of, type, _row.Since(start));
            }
        }

        static ConfigurationAct ActOf(ReadOnlySpan<byte> action) =>
            Ascii.EqualsIgnoreCase(action, "CREATE"u8) ? ConfigurationAct.Added : Ascii.EqualsIgnoreCase(action, "DELETE"u8) ? ConfigurationAct.Removed : ConfigurationAct.Set;

        /// <summary>Adds the permissions that hold a port of DNS.</summary>
        void AddRules(CloudAction action, ConfigurationAct act, ReadOnlySpan<byte> request, ReadOnlySpan<byte> name)
        {
            var of = _row.Keep(_picks.Text(request, action.Object));
            var list = JsonPicks.Part(JsonPicks.Part(request, "ipPermissions"u8), "items"u8);
            var scanner = new JsonScanner(list);
            scanner.TryBegin((byte)'[');
            while (scanner.TryItem(out var item))
            {
                var rule = item.In(list);
                ReadOnlySpan<byte> from = JsonPicks.Part(rule, "fromPort"u8), to = JsonPicks.Part(rule, "toPort"u8), protocol = JsonPicks.Part(rule, "ipProtocol"u8);
                var ports = _row.Start;
                _row.Append(from.IsEmpty ? "-1"u8 : from);
                _row.Append(to.IsEmpty || from.SequenceEqual("-1"u8) ? [] : "-"u8);
                _row.Append(from.SequenceEqual("-1"u8) ? [] : to);
                if (CloudStatements.HoldsDns(_row.Text(_row.Since(ports))) && !Ascii.EqualsIgnoreCase(protocol, "icmp"u8))
                {
                    var property = _row.Keep(name);
                    var start = _row.Start;
                    _picks.AppendAll(_row, rule, "cidrIp"u8, start);
                    _picks.AppendAll(_row, rule, "cidrIpv6"u8, start);
                    _row.Add(action.Kind, act, of, property, _row.Since(start));
                }
            }
        }

        /// <summary>Adds the servers of the option <c>domain-name-servers</c>.</summary>
        void AddOptions(CloudAction action, ConfigurationAct act, ReadOnlySpan<byte> request, ReadOnlySpan<byte> name)
        {
            var list = JsonPicks.Part(JsonPicks.Part(request, "dhcpConfigurationSet"u8), "items"u8);
            var scanner = new JsonScanner(list);
            scanner.TryBegin((byte)'[');
            while (scanner.TryItem(out var item))
            {
                if (_picks.Text(item.In(list), "key"u8).SequenceEqual("domain-name-servers"u8))
                {
                    var start = _row.Start;
                    _picks.AppendAll(_row, item.In(list), "value"u8, start);
                    var value = _row.Since(start);
                    _row.Add(action.Kind, act, default, _row.Keep(name), value);
                }
            }
        }
    }
}
