using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Reads the settings of a host's resolvers, line by line. Of what came before a line the section matters, and what it holds for.</summary>
sealed class ResolverSectionsReader : LineReader
{
    readonly ResolverSections _place;

    // Made when first read with: what is forked is kept for each block of a source.
    SettingText Value => field ??= new();

    /// <summary>A reader at the start of a source.</summary>
    public ResolverSectionsReader() => _place = new();

    ResolverSectionsReader(ResolverSectionsReader other)
        : base(other) => _place = other._place.Fork();

    /// <inheritdoc/>
    public override IRecordReader Fork() => new ResolverSectionsReader(this);

    /// <inheritdoc/>
    protected override void SkimLines(ReadOnlySpan<byte> lines)
    {
        while (!lines.IsEmpty)
        {
            var line = TextWords.TakeUntil(ref lines, (byte)'\n');
            if (!IsLong(line.Length))
            {
                _place.Enter(IniLine.Of(WithoutReturn(line)));
            }
        }
    }

    /// <inheritdoc/>
    protected override LineResult ReadLine(ReadOnlySpan<byte> line, long offset, IBatchWriter rows)
    {
        var parts = IniLine.Of(line);
        if (parts.IsNothing)
        {
            return LineResult.Malformed("no section and no setting");
        }
        _place.Enter(parts);
        var setting = _place.Of(parts.Key);
        if (!setting.IsOfConcern)
        {
            return LineResult.Ignored;
        }
        Value.Clear();
        if (setting.IsList)
        {
            AddItems(parts.Value);
        }
        else
        {
            Value.Add(parts.Value);
        }
        rows.Change(new() { At = new(0, offset), Kind = setting.Kind, Act = ConfigurationAct.Stands },
            new() { Object = _place.Name, Property = parts.Key, New = Value.IsEmpty ? "none"u8 : Value.Written });
        return LineResult.Observed;
    }

    /// <summary>
    /// Adds servers as <c>address</c> or <c>address#port</c>: they are written with <c>:port</c>, <c>%interface</c> and <c>#name</c> of the certificate behind them, by
    /// NetworkManager also as <c>dns+tls://address</c>.
    /// </summary>
    void AddItems(ReadOnlySpan<byte> list)
    {
        while (!list.IsEmpty)
        {
            var end = list.IndexOfAny(" ,;\t"u8);
            var item = end < 0 ? list : list[..end];
            list = end < 0 ? [] : list[(end + 1)..];
            var scheme = item.IndexOf("://"u8);
            item = scheme < 0 ? item : item[(scheme + 3)..];
            item = TextWords.TakeUntil(ref item, (byte)'#');
            if (item.IsEmpty)
            {
                continue;
            }
            var isBracketed = item is [(byte)'[', ..] && item.IndexOf("]"u8) > 0;
            var colon = isBracketed ? item.IndexOf("]:"u8) + 1 : item.IndexOf((byte)':') == item.LastIndexOf((byte)':') ? item.IndexOf((byte)':') : 0;
            Value.Next().Add((colon > 0 ? item[..colon] : item).Trim("[]"u8)).AddPort(colon > 0 ? item[(colon + 1)..] : []);
        }
    }
}
