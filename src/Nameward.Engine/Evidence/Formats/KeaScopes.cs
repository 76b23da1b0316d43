using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Reads an object of a configuration of Kea: a scope with its options and the scopes in it, or how names are updated. Each scope is a record. One belongs to one reader.
/// </summary>
sealed class KeaScopes
{
    const string Damaged = "the object is not well-formed";

    readonly SnapshotRecord _record = new();
    readonly JoinedText _object = new();
    readonly JoinedText _value = new();
    readonly KeaOption _option = new();
    readonly List<Slice> _includes = [];
    byte[] _text = [];
    byte[] _decoded = [];
    IBatchWriter _rows = NoRows.Instance;
    KeaServer _server;
    long _offset;

    /// <summary>Reads an include.</summary>
    public void TakeInclude(ReadOnlySpan<byte> include, long offset, IBatchWriter rows)
    {
        _record.Begin(offset, rows);
        _record.Say(ConfigurationKind.Include, [], "include"u8, KeaText.FileOf(include));
        _record.End();
    }

    /// <summary>Reads an object.</summary>
    /// <param name="text">From its first bracket to its last.</param>
    /// <param name="server">The server that it is of.</param>
    /// <param name="member">The member of that which holds it.</param>
    /// <param name="offset">Where it begins in the source.</param>
    /// <param name="rows">Takes its records.</param>
    public void Take(ReadOnlySpan<byte> text, KeaServer server, KeaMember member, long offset, IBatchWriter rows)
    {
        if (_text.Length < text.Length)
        {
            (_text, _decoded) = (new byte[text.Length], new byte[text.Length]);
        }
        KeaText.Clean(text, _text, _includes);
        (_server, _offset, _rows) = (server, offset, rows);
        foreach (var include in _includes)
        {
            TakeInclude(text.Slice(include.Start, include.Length), offset + include.Start, rows);
        }
        var all = new JsonValue(JsonKind.Object, 0, text.Length);
        if (text[0] != '{')
        {
            rows.Ignored(offset);
        }
        else if (!IsWhole(all))
        {
            rows.Malformed(offset, Damaged);
        }
        else
        {
            TakeMember(member, all);
        }
        _rows = NoRows.Instance;
    }

    bool IsWhole(JsonValue value)
    {
        var scanner = new JsonScanner(value.In(_text));
        scanner.TryBegin((byte)'{');
        while (scanner.TryMember(out _, out _))
        {
        }
        return !scanner.IsDamaged;
    }

    void TakeMember(KeaMember member, JsonValue value)
    {
        if (!KeaWords.Scope(member).IsEmpty)
        {
            TakeScope(member, value);
            return;
        }
        _record.Begin(_offset + value.Start, _rows);
        switch (member)
        {
            case KeaMember.Options:
                SayOption(value, []);
                break;
            case KeaMember.Updates:
                SayUpdates(value);
                break;
            case KeaMember.ForwardZones or KeaMember.ReverseZones when _server == KeaServer.Ddns:
                SayZones(member, value);
                break;
        }
        _record.End();
    }

    /// <summary>Two passes, as what names a scope may stand behind its options: the first for the scope itself, the second for the scopes in it.</summary>
    void TakeScope(KeaMember scope, JsonValue value)
    {
        _object.Clear();
        var text = value.In(_text);
        JsonValue options = default;
        var scanner = Members(text);
        while (scanner.TryMember(out var name, out var member))
        {
            if (KeaWords.IsIdentity(scope, name.In(text)) && _object.IsEmpty)
            {
                NameScope(scope, member, text);
            }
            options = name.In(text).SequenceEqual("option-data"u8) ? At(member, value) : options;
        }
        _record.Begin(_offset + value.Start, _rows);
        foreach (var option in Items(options))
        {
            SayOption(option, _object.Text);
        }
        _record.End();
        TakeInner(scope, value);
    }

    void TakeInner(KeaMember scope, JsonValue value)
    {
        var text = value.In(_text);
        var scanner = Members(text);
        while (scanner.TryMember(out var name, out var member))
        {
            var inner = KeaWords.Member(name.In(text));
            if (!KeaWords.Holds(scope, inner))
            {
                continue;
            }
            foreach (var item in Items(At(member, value)))
            {
                TakeScope(inner, item);
            }
        }
    }

    void NameScope(KeaMember scope, JsonValue member, ReadOnlySpan<byte> text)
    {
        var name = Decode(member, text);
        _object.Add(KeaWords.Scope(scope));
        // The names of classes are told apart by case.
        _ = scope == KeaMember.Classes ? _object.Add(name) : _object.AddLower(name);
    }

    void SayOption(JsonValue value, ReadOnlySpan<byte> scope)
    {
        if (value.Kind == JsonKind.Object && _option.TryRead(value.In(_text), isV6: _server == KeaServer.Dhcp6))
        {
            _record.Say(ConfigurationKind.AnnouncedServers, scope, _option.Name, _option.Servers);
        }
    }

    /// <summary>A DHCP server asks <c>kea-dhcp-ddns</c>, which it names, for updates of the DNS.</summary>
    void SayUpdates(JsonValue value)
    {
        var text = value.In(_text);
        var scanner = Members(text);
        var isOn = false;
        _value.Clear().Add("127.0.0.1"u8);
        while (scanner.TryMember(out var name, out var member))
        {
            isOn |= name.In(text).SequenceEqual("enable-updates"u8) && member.In(text).SequenceEqual("true"u8);
            if (name.In(text).SequenceEqual("server-ip"u8))
            {
                _value.Clear().Add(Decode(member, text));
            }
        }
        _record.Say(ConfigurationKind.Other, [], "dhcp-ddns"u8, isOn ? _value.Text : "no"u8);
    }

    void SayZones(KeaMember member, JsonValue value)
    {
        var text = value.In(_text);
        var scanner = Members(text);
        while (scanner.TryMember(out var name, out var domains))
        {
            foreach (var domain in name.In(text).SequenceEqual("ddns-domains"u8) ? Items(At(domains, value)) : [])
            {
                SayZone(member == KeaMember.ForwardZones ? "forward-ddns"u8 : "reverse-ddns"u8, domain);
            }
        }
    }

    void SayZone(ReadOnlySpan<byte> property, JsonValue domain)
    {
        var text = domain.In(_text);
        var scanner = Members(text);
        _object.Clear();
        _value.Clear();
        while (domain.Kind == JsonKind.Object && scanner.TryMember(out var name, out var member))
        {
            if (name.In(text).SequenceEqual("name"u8))
            {
                _object.Clear().AddName(Decode(member, text));
            }
            foreach (var server in name.In(text).SequenceEqual("dns-servers"u8) ? Items(At(member, domain)) : [])
            {
                AddServer(server);
            }
        }
        if (!_object.IsEmpty)
        {
            _record.Say(ConfigurationKind.Other, _object.Text, property, _value.Text);
        }
    }

    void AddServer(JsonValue server)
    {
        var text = server.In(_text);
        var scanner = Members(text);
        while (server.Kind == JsonKind.Object && scanner.TryMember(out var name, out var member))
        {
            if (name.In(text).SequenceEqual("ip-address"u8))
            {
                _value.AddItem(Decode(member, text));
            }
        }
    }

    /// <summary>The items of a list; none where it is no list.</summary>
    List<JsonValue> Items(JsonValue list)
    {
        var items = new List<JsonValue>();
        var scanner = new JsonScanner(list.In(_text));
        if (list.Kind == JsonKind.Array && scanner.TryBegin((byte)'['))
        {
            while (scanner.TryItem(out var item))
            {
                items.Add(At(item, list));
            }
        }
        return items;
    }

    ReadOnlySpan<byte> Decode(JsonValue value, ReadOnlySpan<byte> text) => value.Kind switch
    {
        JsonKind.String or JsonKind.Number => value.In(text),
        JsonKind.EscapedString => _decoded.AsSpan(0, JsonText.Decode(value.In(text), _decoded)),
        _ => [],
    };

    static JsonScanner Members(ReadOnlySpan<byte> text)
    {
        var scanner = new JsonScanner(text);
        scanner.TryBegin((byte)'{');
        return scanner;
    }

    static JsonValue At(JsonValue inner, JsonValue outer) => inner with { Start = outer.Start + inner.Start };
}
