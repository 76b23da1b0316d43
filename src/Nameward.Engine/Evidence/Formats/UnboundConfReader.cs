using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Reads <c>unbound.conf</c>, line by line. Of what came before a line the clause and the name of its zone matter.</summary>
sealed class UnboundConfReader : LineReader
{
    const string NoValue = "a setting without its value";

    readonly UnboundSettings _place;

    // Made when first read with: what is forked is kept for each block of a source.
    SettingText Object => field ??= new();
    SettingText Value => field ??= new();

    /// <summary>A reader at the start of a source.</summary>
    public UnboundConfReader() => _place = new();

    UnboundConfReader(UnboundConfReader other)
        : base(other) => _place = other._place.Fork();

    /// <inheritdoc/>
    public override IRecordReader Fork() => new UnboundConfReader(this);

    /// <inheritdoc/>
    protected override void SkimLines(ReadOnlySpan<byte> lines)
    {
        while (!lines.IsEmpty)
        {
            var line = TextWords.TakeUntil(ref lines, (byte)'\n');
            if (!IsLong(line.Length))
            {
                _place.Enter(UnboundLine.Of(WithoutReturn(line)));
            }
        }
    }

    /// <inheritdoc/>
    protected override LineResult ReadLine(ReadOnlySpan<byte> line, long offset, IBatchWriter rows)
    {
        var setting = UnboundLine.Of(line);
        _place.Enter(setting);
        if (setting.IsNothing)
        {
            return LineResult.Malformed("no clause and no setting");
        }
        if (setting.Key.IsEmpty)
        {
            return LineResult.Ignored;
        }
        var (kind, meaning) = UnboundSettings.Of(setting.Key);
        if (meaning == UnboundValue.None)
        {
            return LineResult.Ignored;
        }
        return setting.Value.IsEmpty ? LineResult.Malformed(NoValue) : Say(kind, meaning, setting, offset, rows);
    }

    LineResult Say(ConfigurationKind kind, UnboundValue meaning, in UnboundLine setting, long offset, IBatchWriter rows)
    {
        var rest = setting.Value;
        var value = UnboundSettings.Unquoted(rest);
        Value.Clear();
        return meaning switch
        {
            UnboundValue.Name => Named(offset, rows),
            UnboundValue.Modules => Modules(value, offset, rows),
            UnboundValue.Record => Record(value, offset, rows),
            UnboundValue.Reverse => Reverse(value, offset, rows),
            UnboundValue.Named => OfName(kind, setting.Key, rest, offset, rows),
            UnboundValue.Insecure => Tell(kind, Scope(value), setting.Key, "no"u8, offset, rows),
            UnboundValue.Access => Access(rest, offset, rows),
            UnboundValue.ForwardFirst => value.SequenceEqual("yes"u8) ? OfZone(kind, "forward first"u8, [], offset, rows) : LineResult.Ignored,
            UnboundValue.ZonePlain => OfZone(kind, setting.Key, value, offset, rows),
            UnboundValue.ZoneAddress => OfZone(kind, setting.Key, Server(value), offset, rows),
            UnboundValue.Address => Tell(kind, Scope(), setting.Key, Server(value), offset, rows),
            _ => Tell(kind, Scope(), setting.Key, IsNone(meaning, value) ? "none"u8 : value, offset, rows),
        };
    }

    static bool IsNone(UnboundValue meaning, ReadOnlySpan<byte> value) => value.IsEmpty || (meaning == UnboundValue.Switch && value.SequenceEqual("no"u8));

    /// <summary>A zone that is held, or whose names are policies; zones that are forwarded say so where their servers stand.</summary>
    LineResult Named(long offset, IBatchWriter rows)
    {
        if (_place.IsIn("rpz"u8))
        {
            return Tell(ConfigurationKind.Policy, Scope(_place.Name), "rpz"u8, "given"u8, offset, rows);
        }
        return _place.IsIn("auth-zone"u8) ? Tell(ConfigurationKind.Zone, Scope(_place.Name), "auth-zone"u8, "secondary"u8, offset, rows) : LineResult.Ignored;
    }

    /// <summary>What holds for the zone of a clause, whose name stands before it.</summary>
    LineResult OfZone(ConfigurationKind kind, ReadOnlySpan<byte> property, ReadOnlySpan<byte> value, long offset, IBatchWriter rows)
    {
        var isPolicy = kind == ConfigurationKind.Zone && _place.IsIn("rpz"u8);
        return _place.Name.Length == 0
            ? LineResult.Malformed("a setting of a zone that is not named above it")
            : Tell(isPolicy ? ConfigurationKind.Policy : kind, Scope(_place.Name), property, value, offset, rows);
    }

    static LineResult Tell(ConfigurationKind kind, SettingText about, ReadOnlySpan<byte> property, ReadOnlySpan<byte> value, long offset, IBatchWriter rows, bool continues = false)
    {
        rows.Change(new() { At = new(0, offset), Kind = kind, Act = ConfigurationAct.Stands, Continues = continues },
            new() { Object = about.Written, Property = property, New = value });
        return LineResult.Observed;
    }

    /// <summary>A name, behind the view where it stands in one.</summary>
    SettingText Scope(ReadOnlySpan<byte> name = default)
    {
        Object.Clear();
        if (_place.IsIn("view"u8))
        {
            Object.Add("view "u8).Add(_place.Name).Add(name.IsEmpty ? [] : ": "u8);
        }
        return Object.AddName(name);
    }

    /// <summary><c>192.0.2.53@853#dns.example.net</c>: what is behind the hash is whom the certificate must name.</summary>
    ReadOnlySpan<byte> Server(ReadOnlySpan<byte> value)
    {
        value = UnboundSettings.TakeWord(ref value);
        var hash = value.IndexOf((byte)'#');
        value = hash > 0 ? value[..hash] : value;
        var at = value.LastIndexOf((byte)'@');
        return at < 0 ? value : Value.Add(value[..at]).AddPort(value[(at + 1)..]).Written;
    }

    /// <summary><c>NETWORK ACTION</c>: all actions but those that deny and refuse let a client in (unbound.conf(5), "access-control").</summary>
    LineResult Access(ReadOnlySpan<byte> rest, long offset, IBatchWriter rows)
    {
        var network = UnboundSettings.TakeWord(ref rest);
        var action = UnboundSettings.TakeWord(ref rest);
        if (action.IsEmpty)
        {
            return LineResult.Malformed(NoValue);
        }
        var isOut = action.StartsWith("deny"u8) || action.StartsWith("refuse"u8);
        return Tell(ConfigurationKind.Recursion, Scope(), "access-control"u8, Value.Add(isOut ? "!"u8 : []).Add(network).Written, offset, rows);
    }

    /// <summary><c>validator iterator</c>: without the first nothing is validated; some run code of others.</summary>
    LineResult Modules(ReadOnlySpan<byte> value, long offset, IBatchWriter rows)
    {
        var modules = value;
        var isValidated = false;
        while (!modules.IsEmpty)
        {
            isValidated |= UnboundSettings.TakeWord(ref modules).SequenceEqual("validator"u8);
        }
        Tell(ConfigurationKind.Dnssec, Scope(), "module-config"u8, isValidated ? "yes"u8 : "no"u8, offset, rows);
        while (!value.IsEmpty)
        {
            var module = UnboundSettings.TakeWord(ref value);
            if (module.StartsWith("python"u8) || module.StartsWith("dynlib"u8))
            {
                Tell(ConfigurationKind.Plugin, Scope(), "module-config"u8, module, offset, rows, continues: true);
            }
        }
        return LineResult.Observed;
    }

    /// <summary><c>NAME [TTL] [CLASS] TYPE DATA</c>.</summary>
    LineResult Record(ReadOnlySpan<byte> text, long offset, IBatchWriter rows)
    {
        var name = UnboundSettings.TakeWord(ref text);
        var type = UnboundSettings.TakeWord(ref text);
        while (!type.IsEmpty && (Numbers.TrySeconds(type, out _) || Ascii.EqualsIgnoreCase(type, "IN"u8)))
        {
            type = UnboundSettings.TakeWord(ref text);
        }
        text = text.Trim(" \t"u8);
        return type.IsEmpty || text.IsEmpty ? LineResult.Malformed("no whole record") : Tell(ConfigurationKind.Record, Scope(name), type, text, offset, rows);
    }

    /// <summary><c>ADDRESS [TTL] NAME</c>.</summary>
    LineResult Reverse(ReadOnlySpan<byte> text, long offset, IBatchWriter rows)
    {
        var address = UnboundSettings.TakeWord(ref text);
        ReadOnlySpan<byte> name = [];
        while (!text.IsEmpty)
        {
            name = UnboundSettings.TakeWord(ref text) is { IsEmpty: false } word ? word : name;
        }
        return name.IsEmpty ? LineResult.Malformed("no whole record") : Tell(ConfigurationKind.Record, Scope(address), "PTR"u8, name, offset, rows);
    }

    /// <summary><c>NAME VALUE</c>.</summary>
    LineResult OfName(ConfigurationKind kind, ReadOnlySpan<byte> property, ReadOnlySpan<byte> text, long offset, IBatchWriter rows)
    {
        var name = UnboundSettings.TakeWord(ref text);
        var value = UnboundSettings.TakeWord(ref text);
        return value.IsEmpty ? LineResult.Malformed(NoValue) : Tell(kind, Scope(name), property, value, offset, rows);
    }
}
