using System.Text;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Evidence.Mappings;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Proposals;

/// <summary>What the values of one column say of it.</summary>
sealed class ValueEvidence(SampledColumn column)
{
    /// <summary>Values that are looked at: what holds for these holds for all.</summary>
    const int MostLooked = 500;

    /// <summary>Of as many values, one that is something else is no contradiction.</summary>
    const int FewestWithDamage = 5;

    /// <summary>That a column cannot be a field: its values are something else.</summary>
    public const int Contradiction = -1;

    static readonly string[] Splits = [", ", ",", "; ", ";", "|", "\n", " "];

    readonly byte[][] _values = [.. column.Values.Take(MostLooked)];
    readonly Dictionary<string, int> _strengths = [];

    /// <summary>How its times are written; null where it holds none.</summary>
    public TimeGuess? Times => field ??= TimeGuess.Of(_values);

    /// <summary>Different values in the sample.</summary>
    public int Distinct { get; } = column.Values.Select(Encoding.Latin1.GetString).Distinct().Count();

    /// <summary>How much the values say that it is a field of ours: 2 they say so, 1 they may be, 0 there are none, below 0 they are something else.</summary>
    public int Of(MapKey key)
    {
        if (_values.Length == 0)
        {
            return 0;
        }
        if (!_strengths.TryGetValue(key.Word, out var strength))
        {
            _strengths.Add(key.Word, strength = Measure(key.Field, key.Word));
        }
        return strength;
    }

    int Measure(LogField field, string word) => field switch
    {
        LogField.Client or LogField.Server or LogField.TranslatedClient or LogField.TranslatedServer => Share(ValueKinds.IsAddress) switch { >= 0.9 => 2, >= 0.5 => 1, _ => Contradiction },
        LogField.ClientPort or LogField.ServerPort or LogField.TranslatedClientPort or LogField.TranslatedServerPort or LogField.Id => Share(ValueKinds.IsPort) >= 0.98 ? 1 : Contradiction,
        LogField.Time or LogField.End => Times is null ? Contradiction : 2,
        LogField.Duration => Share(ValueKinds.IsDecimal) >= 0.98 ? 1 : Contradiction,
        LogField.Protocol => WordsOrNumbers(ValueKinds.IsProtocolWord, ValueKinds.IsProtocolNumber),
        LogField.Action => Share(ValueKinds.IsAction) >= 0.9 ? 2 : Contradiction,
        LogField.Rule => column.Lists == 0 ? 1 : Contradiction,
        _ => MeasureMessage(field) ?? (word != "only" && Share(ValueKinds.IsNumber) >= 0.98 ? 1 : Contradiction),
    };

    int? MeasureMessage(LogField field) => field switch
    {
        LogField.Name => Share(ValueKinds.IsName) < 0.9 ? Contradiction : Share(ValueKinds.IsDottedName) switch { >= 0.5 => 2, > 0.05 => 1, _ => Contradiction },
        LogField.Type => WordsOrNumbers(ValueKinds.IsTypeWord, ValueKinds.IsTypeNumber),
        LogField.Rcode => WordsOrNumbers(ValueKinds.IsRcodeWord, ValueKinds.IsRcodeNumber),
        LogField.Answers => column.Lists > 0 || Split(out _) ? 2 : Share(value => ValueKinds.IsNumber(value) || ValueKinds.IsBoolean(value)) < 1 ? 1 : Contradiction,
        LogField.Transport => Share(ValueKinds.IsTransport) >= 0.9 ? 2 : Share(ValueKinds.IsProtocolNumber) >= 0.98 ? 1 : Contradiction,
        LogField.Kind => Share(value => ValueKinds.SideOf(value) != Sides.None) >= 0.98 ? 2 : Contradiction,
        _ => null,
    };

    // Words say what they are, numbers may be anything; products write numbers where they have no word.
    int WordsOrNumbers(ValueTest word, ValueTest number) => Share(value => word(value) || number(value)) < 0.9 ? Contradiction : Share(word) >= 0.5 ? 2 : 1;

    /// <summary>The share of values that fit; of a few, one may be damaged.</summary>
    double Share(ValueTest test)
    {
        var fitting = 0;
        foreach (var value in _values)
        {
            fitting += test(value) ? 1 : 0;
        }
        var share = fitting / (double)_values.Length;
        return _values.Length >= FewestWithDamage && fitting == _values.Length - 1 ? Math.Max(share, 0.9) : share;
    }

    /// <summary>Whether values are answers with a mark between two, or single ones: addresses and names.</summary>
    public bool Split(out string? mark)
    {
        mark = null;
        if (Share(value => IsAnswer(value)) >= 0.95)
        {
            return true;
        }
        foreach (var candidate in Splits)
        {
            if (Share(value => Items(value, candidate).All(item => IsAnswer(item))) >= 0.95)
            {
                mark = candidate.Trim(' ') is { Length: > 0 } trimmed ? trimmed : candidate;
                return true;
            }
        }
        return false;
    }

    static bool IsAnswer(ReadOnlySpan<byte> item) => Address.TryParse(item, out _) || ValueKinds.IsDottedName(item);

    static IEnumerable<byte[]> Items(ReadOnlySpan<byte> value, string mark) =>
        Encoding.Latin1.GetString(value).Split(mark, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Encoding.Latin1.GetBytes);

    /// <summary>What products did to its names, to be undone.</summary>
    public IEnumerable<NameUndo> Undoings()
    {
        if (Share(value => ValueKinds.IsLabels(value)) > 0.5)
        {
            yield return NameUndo.MsLabels;
            yield break;
        }
        if (_values.Any(value => PercentText.Decode(value, new byte[value.Length]) < value.Length))
        {
            yield return NameUndo.UrlEscapes;
        }
        if (_values.Any(value => value.AsSpan().IndexOf("[.]"u8) >= 0))
        {
            yield return NameUndo.Brackets;
        }
        if (_values.Any(value => value.AsSpan().IndexOf("\\x"u8) >= 0))
        {
            yield return NameUndo.HexEscapes;
        }
    }

    /// <summary>The words of its values that say a side.</summary>
    public IEnumerable<string> WordsFor(Sides sides) => _values.Where(value => ValueKinds.SideOf(value) == sides).Select(Encoding.Latin1.GetString).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal);

    /// <summary>Share of its values that are ports of servers of DNS.</summary>
    public double DnsPorts => _values.Length == 0 ? 0 : Share(value => Numbers.TryUInt16(value, out var port) && ServerPorts.IsOfDns(port));

    /// <summary>Share of its values that are ports of servers at all: below those that systems give to clients.</summary>
    public double ServersPorts => _values.Length == 0 ? 0 : Share(value => Numbers.TryUInt16(value, out var port) && port is > 0 and < 1024);

    delegate bool ValueTest(ReadOnlySpan<byte> value);
}
