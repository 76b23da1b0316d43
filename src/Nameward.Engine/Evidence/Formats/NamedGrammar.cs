using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Statements of <c>named.conf</c> (BIND 9 ARM, "Configuration Reference"). What stands in a view has <c>view NAME</c> before its object. Secrets of keys are never read.
/// </summary>
sealed partial class NamedGrammar : StatementGrammar
{
    const string NoValue = "a setting without its value", NoStatement = "no statement of named.conf";

    /// <summary>Blocks outside of all others, with how many words are behind theirs at least.</summary>
    static readonly (byte[] Word, NamedBlock Block, int Names)[] TopBlocks =
    [
        ([.. "options"u8], NamedBlock.Options, 0), ([.. "logging"u8], NamedBlock.Logging, 0), ([.. "controls"u8], NamedBlock.Controls, 0),
        ([.. "statistics-channels"u8], NamedBlock.Statistics, 0), ([.. "view"u8], NamedBlock.View, 1), ([.. "zone"u8], NamedBlock.Zone, 1),
        ([.. "template"u8], NamedBlock.Template, 1), ([.. "dlz"u8], NamedBlock.Dlz, 1), ([.. "key"u8], NamedBlock.Other, 1), ([.. "server"u8], NamedBlock.Other, 1),
        ([.. "tls"u8], NamedBlock.Other, 1), ([.. "http"u8], NamedBlock.Other, 1), ([.. "dnssec-policy"u8], NamedBlock.Other, 1), ([.. "key-store"u8], NamedBlock.Other, 1),
        ([.. "lwres"u8], NamedBlock.Other, 0),
    ];

    /// <summary>Words of lists of servers; those of BIND 9.9 to 9.20.</summary>
    static readonly byte[][] ServerLists = [[.. "primaries"u8], [.. "masters"u8], [.. "remote-servers"u8], [.. "parental-agents"u8]];

    /// <summary>Words that ISC DHCP has too, and that alone make no <c>named.conf</c>.</summary>
    static readonly byte[][] Shared = [[.. "include"u8], [.. "key"u8], [.. "zone"u8], [.. "server"u8], [.. "http"u8]];

    readonly NamedLists _lists;

    // Made when first read with: what is forked is kept for each block of a source.
    SettingText Object => field ??= new();
    SettingText Value => field ??= new();
    SettingText Property => field ??= new();

    NamedBlock? Here => (NamedBlock?)Kind;

    /// <summary>At the start of a configuration.</summary>
    public NamedGrammar() => _lists = new();

    NamedGrammar(NamedGrammar other)
        : base(other) => _lists = other._lists.Fork();

    /// <inheritdoc/>
    public override StatementGrammar Fork() => new NamedGrammar(this);

    /// <inheritdoc/>
    public override bool OpensBlock(ReadOnlySpan<byte> head) => Find(head) is not null;

    /// <inheritdoc/>
    public override LineResult Open(ReadOnlySpan<byte> head, long offset, IBatchWriter rows)
    {
        var cursor = new StatementCursor(head);
        cursor.TryNext(out var word);
        Own += Blocks.Count == 0 && !NamedSetting.Has(Shared, word) ? 1 : 0;
        return base.Open(head, offset, rows);
    }

    /// <inheritdoc/>
    protected override StatementBlock BlockOf(ReadOnlySpan<byte> head)
    {
        var cursor = new StatementCursor(head);
        cursor.Next();
        cursor.TryNext(out var name);
        var block = Find(head) ?? NamedBlock.Other;
        // A zone of another class than that of the Internet holds what a server says of itself.
        var zoneClass = block == NamedBlock.Zone && cursor.TryNext(out var word) && !Ascii.EqualsIgnoreCase(word, "IN"u8) ? word : [];
        return new((byte)block, zoneClass.IsEmpty ? name.ToArray() : [.. name, (byte)'/', .. zoneClass]);
    }

    /// <inheritdoc/>
    public override LineResult Read(ReadOnlySpan<byte> statement, long offset, IBatchWriter rows)
    {
        var cursor = new StatementCursor(statement);
        if (!cursor.TryNext(out var word))
        {
            Foreign += Blocks.Count == 0 ? 1 : 0;
            return LineResult.Malformed(NoStatement);
        }
        return Here switch
        {
            NamedBlock.Other => LineResult.Ignored,
            NamedBlock.Channel => Destination(ref cursor, word),
            NamedBlock.Logging => Category(ref cursor, word, offset, rows),
            NamedBlock.Controls or NamedBlock.Statistics => Control(ref cursor, word, offset, rows),
            NamedBlock.Dlz => Database(ref cursor, word, offset, rows),
            null or NamedBlock.View when IsList(word) => Define(ref cursor, word),
            _ => Setting(ref cursor, word, offset, rows),
        };
    }

    NamedBlock? Find(ReadOnlySpan<byte> head)
    {
        var cursor = new StatementCursor(head);
        if (!cursor.TryNext(out var word))
        {
            return null;
        }
        if (Here == NamedBlock.Logging)
        {
            return Ascii.EqualsIgnoreCase(word, "channel"u8) ? NamedBlock.Channel : null;
        }
        if (Here is not (null or NamedBlock.View))
        {
            return null;
        }
        var names = 0;
        while (cursor.TryNext(out _))
        {
            names++;
        }
        foreach (var block in TopBlocks)
        {
            if (names >= block.Names && (block.Names > 0 || names == 0) && Ascii.EqualsIgnoreCase(word, block.Word))
            {
                return block.Block;
            }
        }
        return null;
    }

    static bool IsList(ReadOnlySpan<byte> word) => Ascii.EqualsIgnoreCase(word, "acl"u8) || NamedSetting.Has(ServerLists, word);

    /// <summary><c>acl NAME { elements };</c>, <c>primaries NAME [port number] { servers };</c>: what the name stands for from here on.</summary>
    LineResult Define(ref StatementCursor cursor, ReadOnlySpan<byte> word)
    {
        var isAcl = Ascii.EqualsIgnoreCase(word, "acl"u8);
        if (!cursor.TryNext(out var name) || !TryOpen(ref cursor, out var port))
        {
            return LineResult.Malformed(NoValue);
        }
        Own++;
        Value.Clear();
        var isWhole = isAcl ? NamedValues.AddMatches(ref cursor, _lists, [], Value) : NamedValues.AddServers(ref cursor, _lists, port, Value);
        _lists.Set(isAcl ? NamedList.Acl : NamedList.Servers, name, Value.IsEmpty ? "none"u8 : Value.Written);
        return isWhole ? LineResult.Ignored : LineResult.Malformed(NoValue);
    }

    /// <summary>Takes the words before a list off, and its opening brace.</summary>
    static bool TryOpen(ref StatementCursor cursor, out ReadOnlySpan<byte> port)
    {
        port = [];
        var token = cursor.Next();
        for (; token is StatementToken.Word or StatementToken.Text; token = cursor.Next())
        {
            if (cursor.Value.SequenceEqual("port"u8) && cursor.TryNext(out var number))
            {
                port = number;
            }
        }
        return token == StatementToken.Open;
    }

    LineResult Setting(ref StatementCursor cursor, ReadOnlySpan<byte> word, long offset, IBatchWriter rows)
    {
        var setting = NamedSetting.Of(word, Here);
        if (setting.Value == NamedValue.None)
        {
            Foreign += Here is null ? 1 : 0;
            return Here is null ? LineResult.Malformed(NoStatement) : LineResult.Ignored;
        }
        // That of Debian is made of nothing else.
        Includes += setting.Kind == ConfigurationKind.Include ? 1 : 0;
        Own += setting.Value == NamedValue.ZoneType || (Here is null && !NamedSetting.Has(Shared, word)) ? 1 : 0;
        var said = new NamedStatement(setting.Kind, offset, rows);
        Property.Clear().Add(setting.Word);
        Value.Clear();
        var isWhole = setting.Value switch
        {
            NamedValue.PolicyZones => PolicyZones(ref cursor, said),
            NamedValue.Anchors => Anchors(ref cursor, said),
            _ => TryValue(setting.Value, ref cursor),
        };
        if (!isWhole || IsFollowed(setting.Value, ref cursor))
        {
            return LineResult.Malformed(isWhole ? "a statement without its semicolon" : NoValue);
        }
        if (setting.Value is not (NamedValue.PolicyZones or NamedValue.Anchors))
        {
            SayValue(said, setting.Value);
        }
        return LineResult.Observed;
    }

    /// <summary>Whether behind a list comes what belongs to another setting. <c>except-from</c> belongs to this one.</summary>
    static bool IsFollowed(NamedValue kind, ref StatementCursor cursor) =>
        kind is NamedValue.Matches or NamedValue.Servers or NamedValue.Forwarders or NamedValue.Listening
        && cursor.Next() != StatementToken.End && !cursor.Value.SequenceEqual("except-from"u8);

    void SayValue(in NamedStatement said, NamedValue kind)
    {
        var isForwarding = kind is NamedValue.Forwarders or NamedValue.Forward;
        Say(said, Scope(isForwarding), Value.IsEmpty && kind != NamedValue.Forward ? "none"u8 : Value.Written);
    }

    void Say(in NamedStatement said, SettingText about, ReadOnlySpan<byte> value, bool continues = false) =>
        said.Rows.Change(new() { At = new(0, said.Offset), Kind = said.Kind, Act = ConfigurationAct.Stands, Continues = continues },
            new() { Object = about.Written, Property = Property.Written, New = value });

    /// <summary>What a setting holds for: the view, the zone, or nothing, which is the server itself. What is forwarded without a zone is all below the root.</summary>
    SettingText Scope(bool isForwarding = false, ReadOnlySpan<byte> name = default)
    {
        Object.Clear();
        if (Within((byte)NamedBlock.View) is { } view)
        {
            Object.Add("view "u8).Add(view.Name);
        }
        var zone = Within((byte)NamedBlock.Zone);
        name = name.IsEmpty ? zone?.Name ?? (isForwarding ? "."u8 : []) : name;
        if (Within((byte)NamedBlock.Template) is { } template)
        {
            return Object.Add("template "u8).Add(template.Name);
        }
        Object.Add(Object.IsEmpty || name.IsEmpty ? [] : ": "u8);
        return name.IsEmpty ? Object : Object.AddName(name);
    }

    /// <summary>Where a channel writes to, for the categories that name it.</summary>
    LineResult Destination(ref StatementCursor cursor, ReadOnlySpan<byte> word)
    {
        if (Blocks[^1].Kind != (byte)NamedBlock.Channel)
        {
            return LineResult.Ignored;
        }
        Value.Clear().Add(word);
        if ((word.SequenceEqual("file"u8) || word.SequenceEqual("syslog"u8)) && cursor.TryNext(out var where))
        {
            Value.Add(" "u8).Add(where);
        }
        else if (!(word.SequenceEqual("syslog"u8) || word.SequenceEqual("stderr"u8) || word.SequenceEqual("null"u8)))
        {
            return LineResult.Ignored;
        }
        _lists.Set(NamedList.Channel, Blocks[^1].Name, word.SequenceEqual("null"u8) ? "none"u8 : Value.Written);
        return LineResult.Ignored;
    }

    /// <summary><c>category NAME { channels };</c>.</summary>
    LineResult Category(ref StatementCursor cursor, ReadOnlySpan<byte> word, long offset, IBatchWriter rows)
    {
        if (!word.SequenceEqual("category"u8) || !cursor.TryNext(out var category) || cursor.Next() != StatementToken.Open)
        {
            return LineResult.Malformed(NoValue);
        }
        Property.Clear().Add(category);
        Value.Clear();
        for (var token = cursor.Next(); token is not (StatementToken.Close or StatementToken.None); token = cursor.Next())
        {
            if (token is not (StatementToken.Word or StatementToken.Text))
            {
                continue;
            }
            var channel = _lists.TryGet(NamedList.Channel, cursor.Value, out var where) ? where : cursor.Value;
            if (!channel.SequenceEqual("none"u8))
            {
                Value.Next().Add(channel);
            }
        }
        Say(new(ConfigurationKind.Logging, offset, rows), Scope(), Value.IsEmpty ? "none"u8 : Value.Written);
        return LineResult.Observed;
    }

    /// <summary><c>inet ADDRESS [port NUMBER] allow { elements } [keys { names }];</c>, <c>unix "PATH" perm MODE owner ID group ID;</c>.</summary>
    LineResult Control(ref StatementCursor cursor, ReadOnlySpan<byte> word, long offset, IBatchWriter rows)
    {
        var isStatistics = Here == NamedBlock.Statistics;
        if (!cursor.TryNext(out var address))
        {
            return LineResult.Malformed(NoValue);
        }
        Property.Clear().Add(isStatistics ? "statistics-channels"u8 : "controls"u8);
        Object.Clear().Add(address);
        Value.Clear();
        var isUnix = word.SequenceEqual("unix"u8);
        while (cursor.TryNext(out var next))
        {
            if (isUnix)
            {
                Value.Add(Value.IsEmpty ? [] : " "u8).Add(next);
            }
            else if (next.SequenceEqual("port"u8) && cursor.TryNext(out var port))
            {
                Object.Add("#"u8).Add(port);
            }
            else if (next.SequenceEqual("allow"u8) && cursor.Next() == StatementToken.Open)
            {
                NamedValues.AddMatches(ref cursor, _lists, [], Value);
            }
            else if (next.SequenceEqual("keys"u8) && cursor.Next() == StatementToken.Open)
            {
                AddKeys(ref cursor);
            }
        }
        Say(new(ConfigurationKind.Control, offset, rows), Object, Value.IsEmpty ? "none"u8 : Value.Written);
        return LineResult.Observed;
    }

    void AddKeys(ref StatementCursor cursor)
    {
        for (var token = cursor.Next(); token is not (StatementToken.Close or StatementToken.None); token = cursor.Next())
        {
            if (token is StatementToken.Word or StatementToken.Text)
            {
                Value.Next().Add("key "u8).Add(cursor.Value);
            }
        }
    }

    /// <summary><c>database "DRIVER ARGUMENT ...";</c> of a library: what is behind the first argument may hold passwords.</summary>
    LineResult Database(ref StatementCursor cursor, ReadOnlySpan<byte> word, long offset, IBatchWriter rows)
    {
        if (!word.SequenceEqual("database"u8) || !cursor.TryNext(out var text))
        {
            return LineResult.Ignored;
        }
        var driver = TextWords.Take(ref text);
        Value.Clear().Add(driver);
        if (driver.SequenceEqual("dlopen"u8))
        {
            Value.Add(" "u8).Add(TextWords.Take(ref text));
        }
        Property.Clear().Add("dlz"u8);
        Object.Clear().Add(Blocks[^1].Name);
        Say(new(ConfigurationKind.Plugin, offset, rows), Object, Value.Written);
        return LineResult.Observed;
    }
}
