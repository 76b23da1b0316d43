using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Reads an event that tells of the configuration of Microsoft's DNS server, by the names of its data: messages are written in the language of the host. The server is
/// the host that wrote it; the account is that of whoever asked for the change, of dynamic updates the address that they came from.
/// </summary>
sealed class MicrosoftAuditRow : IWindowsRow
{
    const string NoObject = "the event does not tell what was changed";
    const string NoData = "the data of the record are not written in hexadecimal digits";

    readonly StatementRow _row = new();
    byte[] _data = new byte[1024];

    static ReadOnlySpan<byte> DefaultScope => "Default"u8;

    /// <inheritdoc/>
    public LineResult Begin(WindowsEvent read, DateTime time)
    {
        if (MicrosoftAuditKinds.Find(read.Source, read.Id) is not { } kind)
        {
            return LineResult.Ignored;
        }
        read.NameInOrder(kind.Order);
        _row.Begin(time);
        _row.Host = _row.Keep(read[WindowsField.Computer]);
        var actor = FirstOf(read, kind.Actor);
        _row.Actor = _row.Keep(actor.IsEmpty ? read.Account : actor);
        return kind.Shape switch
        {
            MicrosoftAuditShape.Record => ReadRecord(read, kind),
            MicrosoftAuditShape.ServerSetting => ReadServerSetting(read),
            MicrosoftAuditShape.ZoneSetting => ReadZoneSetting(read, kind),
            MicrosoftAuditShape.Zone => ReadZone(read, kind),
            MicrosoftAuditShape.Delegation => ReadDelegation(read, kind),
            _ => ReadPlain(read, kind),
        };
    }

    /// <inheritdoc/>
    public void End(long offset, IBatchWriter rows) => _row.End(offset, rows);

    LineResult ReadPlain(WindowsEvent read, MicrosoftAuditKind kind)
    {
        var named = FirstOf(read, kind.Object);
        var isNeeded = kind.Object is [[not (byte)'?', ..], ..];
        if (named.IsEmpty && isNeeded)
        {
            return LineResult.Malformed(NoObject);
        }
        // Policies, subnets and scopes have names of their own.
        var of = kind.FixedObject.Length > 0 ? _row.Keep(kind.FixedObject) : kind.Kind == ConfigurationKind.Policy ? _row.KeepLower(named.TrimEnd((byte)'.')) : _row.KeepName(named);
        var property = kind.Property.Length > 0 ? _row.Keep(kind.Property) : PropertyOf(read.Id, kind);
        var value = kind.FixedValue.Length > 0 ? _row.Keep(kind.FixedValue) : ValueOf(read, kind.Value, kind.Kind);
        if (kind.Old.Length > 0)
        {
            _row.Add(kind.Kind, kind.Act, of, property, ValueOf(read, kind.Old, kind.Kind), value);
        }
        else
        {
            _row.Add(kind.Kind, kind.Act, of, property, value);
        }
        return LineResult.Observed;
    }

    /// <summary>Of an event that no list has, its number stands for what it is about.</summary>
    Slice PropertyOf(int id, MicrosoftAuditKind kind)
    {
        if (kind.Kind != ConfigurationKind.Other)
        {
            return default;
        }
        var start = _row.Start;
        Span<byte> digits = stackalloc byte[8];
        System.Buffers.Text.Utf8Formatter.TryFormat(id, digits, out var length);
        _row.Append("event "u8);
        _row.Append(digits[..length]);
        return _row.Since(start);
    }

    Slice ValueOf(WindowsEvent read, byte[][] items, ConfigurationKind kind)
    {
        if (items.Length == 1)
        {
            var text = SaidOf(read.Data(items[0]));
            return kind is ConfigurationKind.Forwarders or ConfigurationKind.Listening ? _row.KeepList(text) : _row.Keep(text);
        }
        var start = _row.Start;
        foreach (var item in items)
        {
            if (SaidOf(read.Data(item)) is { IsEmpty: false } text)
            {
                _row.AppendComma(start);
                _row.Append(item);
                _row.Append((byte)'=');
                _row.Append(text.Trim(" \t\r\n"u8));
            }
        }
        return _row.Since(start);
    }

    LineResult ReadRecord(WindowsEvent read, MicrosoftAuditKind kind)
    {
        ReadOnlySpan<byte> zone = read.Data("Zone"u8), name = FirstOf(read, kind.Object);
        if (name.IsEmpty)
        {
            return LineResult.Malformed(NoObject);
        }
        var of = KeepScoped(name, zone, read.Data("ZoneScope"u8));
        // All records of a name have no type.
        var isTyped = Numbers.TryUInt16(read.Data("Type"u8), out var type) && type != 0;
        type = isTyped ? type : DnsWords.Type(read.Data("Type"u8));
        var data = read.Data("RDATA"u8);
        if (!TryHex(data, out var bytes))
        {
            return LineResult.Malformed(NoData);
        }
        var about = type == RecordTypes.Ns ? ConfigurationKind.NameServers : kind.Kind;
        _row.Add(about, kind.Act, of, type == 0 ? default : _row.KeepType(type), _row.KeepData(type, bytes));
        return LineResult.Observed;
    }

    /// <summary>Keeps the name of a record, with the scope of its zone in front where that is not the one that everybody sees.</summary>
    Slice KeepScoped(ReadOnlySpan<byte> name, ReadOnlySpan<byte> zone, ReadOnlySpan<byte> scope)
    {
        var start = _row.Start;
        if (!IsDefault(scope) && !Ascii.EqualsIgnoreCase(scope, zone))
        {
            _row.Append("view "u8);
            _row.Append(scope);
            _row.Append(": "u8);
        }
        _row.AppendName(name, zone);
        return _row.Since(start);
    }

    static bool IsDefault(ReadOnlySpan<byte> scope) => SaidOf(scope).IsEmpty || scope is [(byte)'.'] || Ascii.EqualsIgnoreCase(scope, DefaultScope);

    bool TryHex(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> bytes)
    {
        text = text.StartsWith("0x"u8) || text.StartsWith("0X"u8) ? text[2..] : SaidOf(text);
        if (text.Length / 2 > _data.Length)
        {
            _data = new byte[Math.Min(text.Length / 2, ushort.MaxValue)];
        }
        var status = Convert.FromHexString(text, _data, out _, out var written);
        bytes = _data.AsSpan(0, written);
        return status == System.Buffers.OperationStatus.Done;
    }

    LineResult ReadServerSetting(WindowsEvent read)
    {
        var name = SaidOf(read.Data("Setting"u8));
        if (name.IsEmpty)
        {
            return LineResult.Malformed(NoObject);
        }
        var scope = read.Data("Scope"u8);
        var value = read.Data("NewValue"u8) is { IsEmpty: false } said ? said : read.Data("Value"u8);
        var setting = MicrosoftSettings.OfServer(name);
        var of = !IsDefault(scope) ? _row.KeepLower(scope) : setting.Kind == ConfigurationKind.Forwarders ? _row.Keep("."u8) : default;
        setting.Add(_row, ConfigurationAct.Set, of, name, [], value);
        return LineResult.Observed;
    }

    LineResult ReadZoneSetting(WindowsEvent read, MicrosoftAuditKind kind)
    {
        ReadOnlySpan<byte> zone = FirstOf(read, kind.Object), name = SaidOf(read.Data("PropertyKey"u8)) is { IsEmpty: false } key ? key : SaidOf(read.Data("Setting"u8));
        if (zone.IsEmpty || name.IsEmpty)
        {
            return LineResult.Malformed(NoObject);
        }
        MicrosoftSettings.OfZone(name).Add(_row, ConfigurationAct.Set, _row.KeepName(zone), name, [], read.Data("NewValue"u8));
        return LineResult.Observed;
    }

    LineResult ReadZone(WindowsEvent read, MicrosoftAuditKind kind)
    {
        var zone = FirstOf(read, kind.Object);
        if (zone.IsEmpty)
        {
            return LineResult.Malformed(NoObject);
        }
        var of = _row.KeepName(zone);
        var type = _row.Keep(MicrosoftSettings.ZoneType(SaidOf(read.Data("Type"u8))));
        _row.Add(kind.Kind, kind.Act, of, _row.Keep(kind.Property), type);
        if (SaidOf(read.Data("MasterServer"u8)) is { IsEmpty: false } masters)
        {
            var isForward = _row.Text(type).SequenceEqual("forward"u8);
            _row.Add(isForward ? ConfigurationKind.Forwarders : kind.Kind, kind.Act, of, _row.Keep("MasterServers"u8), _row.KeepList(masters));
        }
        return LineResult.Observed;
    }

    LineResult ReadDelegation(WindowsEvent read, MicrosoftAuditKind kind)
    {
        var child = FirstOf(read, kind.Object);
        if (child.IsEmpty)
        {
            return LineResult.Malformed(NoObject);
        }
        var of = KeepScoped(child, read.Data("Zone"u8), read.Data("ZoneScope"u8));
        _row.Add(kind.Kind, kind.Act, of, _row.Keep(kind.Property), _row.KeepName(SaidOf(FirstOf(read, kind.Value))));
        return LineResult.Observed;
    }

    /// <summary>Text of the first of some items that is there.</summary>
    static ReadOnlySpan<byte> FirstOf(WindowsEvent read, byte[][] items)
    {
        foreach (var item in items)
        {
            if (SaidOf(read.Data(item.AsSpan().TrimStart((byte)'?'))) is { IsEmpty: false } text)
            {
                return text;
            }
        }
        return [];
    }

    /// <summary>A text; nothing where it stands for nothing.</summary>
    static ReadOnlySpan<byte> SaidOf(ReadOnlySpan<byte> text) => text is [(byte)'-'] || Ascii.EqualsIgnoreCase(text, "NULL"u8) ? [] : text;
}
