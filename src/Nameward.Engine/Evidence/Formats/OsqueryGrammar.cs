using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>What rows of osquery say: those of the log stand in <c>columns</c>, those that osqueryi prints stand alone. A row that was removed says that something is no more, which is of no concern.</summary>
sealed class OsqueryGrammar : TableGrammar
{
    const LogField Address = LogField.First, Names = LogField.Second, Options = LogField.Third, Flags = LogField.Fourth, Path = LogField.Fifth, Key = LogField.Sixth, Data = LogField.Seventh, Seen = LogField.Eighth;

    static readonly FieldTable Fields = new(
        [
            .. Columns(("hostname", LogField.Host), ("time", Seen), ("pid", LogField.ProcessId), ("path", Path), ("process", LogField.Process), ("username", LogField.User), ("protocol", LogField.Protocol),
                ("local_address", LogField.Client), ("local_port", LogField.ClientPort), ("remote_address", LogField.Server), ("remote_port", LogField.ServerPort), ("address", Address), ("hostnames", Names),
                ("options", Options), ("type", LogField.Type), ("flags", Flags), ("name", LogField.Name), ("status", LogField.Rcode), ("response", LogField.Answers), ("key", Key), ("data", Data)),
            ("hostIdentifier", LogField.Device), ("unixTime", LogField.Time), ("action", LogField.Action),
        ]);

    readonly WindowsLookUp _lookUp = new();
    readonly StatementRow _statements = new();

    /// <inheritdoc/>
    public override FieldTable Table => Fields;

    /// <inheritdoc/>
    public override bool IsMine(FieldValues fields) => IsSocket(fields) || ((fields.Has(LogField.Host) || fields.Has(LogField.Device)) && (IsResolver(fields) || IsHosts(fields) || IsCache(fields) || IsLookUp(fields) || IsRegistry(fields)));

    /// <inheritdoc/>
    /// <remarks>A look-up tells its own time; the log tells when the query was run, and what osqueryi prints tells none.</remarks>
    public override LogStamp StampOf(FieldValues fields)
    {
        var time = fields[IsLookUp(fields) && fields.Has(Seen) ? Seen : LogField.Time];
        return time.IsEmpty ? default : LogStamp.Iso(time).AsUtc();
    }

    /// <inheritdoc/>
    public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
    {
        if (fields[LogField.Action].SequenceEqual("removed"u8))
        {
            return LineResult.Ignored;
        }
        return IsSocket(fields) ? ReadSocket(fields, time, offset, rows)
            : IsLookUp(fields) ? ReadLookUp(fields, time, offset, rows)
            : IsCache(fields) ? ReadCache(fields, time, offset, rows)
            : ReadStatements(fields, time, offset, rows);
    }

    static (string Path, LogField Field)[] Columns(params (string Name, LogField Field)[] columns) =>
        [.. columns.Select(column => ($"columns.{column.Name}", column.Field)), .. columns];

    static bool IsSocket(FieldValues fields) => fields.Has(LogField.Client) && fields.Has(LogField.Server) && fields.Has(LogField.ServerPort) && fields.Has(LogField.ProcessId);

    static bool IsResolver(FieldValues fields) => fields.Has(Address) && fields.Has(LogField.Type) && fields.Has(Options);

    static bool IsHosts(FieldValues fields) => fields.Has(Address) && fields.Has(Names);

    static bool IsCache(FieldValues fields) => fields.Has(LogField.Name) && fields.Has(LogField.Type) && fields.Has(Flags);

    static bool IsLookUp(FieldValues fields) => fields.Has(LogField.Name) && fields.Has(LogField.Answers) && fields.Has(LogField.ProcessId);

    static bool IsRegistry(FieldValues fields) => fields.Has(Key) && fields.Has(Data) && fields.Has(LogField.Name);

    static ReadOnlySpan<byte> HostOf(FieldValues fields) => fields[fields.Has(LogField.Host) ? LogField.Host : LogField.Device];

    static LineResult ReadSocket(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
    {
        // Where nobody is at the other end, its address is written in several ways, and its port as 0.
        var remote = default(Endpoint);
        if (!TryEndpoint(fields, LogField.Client, LogField.ClientPort, out var local) || (fields[LogField.ServerPort] is not [(byte)'0'] && !TryEndpoint(fields, LogField.Server, LogField.ServerPort, out remote)))
        {
            return LineResult.Malformed(NoEndpoint);
        }
        var asker = new Asker
        {
            Host = HostOf(fields),
            User = fields[LogField.User],
            Process = fields[fields[Path].IsEmpty ? LogField.Process : Path],
            ProcessId = Numbers.TryCount(fields[LogField.ProcessId], out var id) && id <= uint.MaxValue ? (uint)id : 0,
        };
        return SocketRow.Say(local, remote, FlowWords.Protocol(fields[LogField.Protocol]), null, asker, time, offset, rows);
    }

    LineResult ReadLookUp(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
    {
        _lookUp.SetAsker(HostOf(fields), fields[LogField.User], fields[Path], fields[LogField.ProcessId]);
        var result = _lookUp.Begin(time, fields[LogField.Name], fields[LogField.Type], fields[LogField.Rcode], fields[LogField.Answers]);
        if (result.IsObserved)
        {
            _lookUp.End(offset, rows);
        }
        return result;
    }

    /// <summary>That a name stands in the cache: it was answered, and the host knew it when it was asked.</summary>
    LineResult ReadCache(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
    {
        Row.Begin(time, Sides.Response, Leg.Internal).Type = DnsWords.Type(fields[LogField.Type]);
        if (!Row.TryName(fields[LogField.Name]))
        {
            return LineResult.Malformed(LogRow.NoName);
        }
        Row.End(offset, rows);
        return LineResult.Observed;
    }

    LineResult ReadStatements(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
    {
        _statements.Begin(time);
        _statements.Host = _statements.Keep(HostOf(fields));
        if (IsRegistry(fields))
        {
            SayRegistry(fields);
        }
        else if (IsHosts(fields))
        {
            SayHosts(fields);
        }
        else if (fields[LogField.Type].SequenceEqual("nameserver"u8) || fields[LogField.Type].SequenceEqual("search"u8))
        {
            var kind = fields[LogField.Type].SequenceEqual("search"u8) ? ConfigurationKind.Other : ConfigurationKind.Resolvers;
            _statements.Add(kind, ConfigurationAct.Stands, default, _statements.Keep(fields[LogField.Type]), _statements.Keep(fields[Address]));
        }
        return _statements.Finish(offset, rows);
    }

    void SayHosts(FieldValues fields)
    {
        var start = _statements.Start;
        _statements.Append(fields[Address]);
        _statements.Append((byte)' ');
        _statements.Append(fields[Names]);
        // The text moves when more of it is kept.
        var entry = HostsLine.Of(_statements.Text(_statements.Since(start)).ToArray());
        var names = entry.Names;
        while (!names.IsEmpty)
        {
            var name = HostsLine.Take(ref names);
            if (!name.IsEmpty && !(entry.IsOfStandard && HostsLine.IsStandard(name)))
            {
                _statements.Add(ConfigurationKind.HostNames, ConfigurationAct.Stands, _statements.Keep(name), default, _statements.Keep(entry.Address));
            }
        }
    }

    void SayRegistry(FieldValues fields)
    {
        var start = _statements.Start;
        _statements.Append(fields[Key]);
        _statements.Append((byte)'\\');
        _statements.Append(fields[LogField.Name]);
        var path = _statements.Text(_statements.Since(start)).ToArray();
        WindowsRegistryKey.Find(path)?.Add(_statements, path, ConfigurationAct.Stands, [], fields[Data]);
    }
}
